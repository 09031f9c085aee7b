// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.hub.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {

  @TempDir Path folder;

  private void setEveryLimit() {
    flags.put("limits.peers", "501");
    flags.put("limits.rooms", "502");
    flags.put("limits.room-members", "503");
    flags.put("limits.rooms-per-peer", "504");
    flags.put("limits.calls-per-peer", "505");
    flags.put("limits.board-people", "506");
    flags.put("limits.chat-count", "507");
    flags.put("limits.outbox-events", "508");
    flags.put("limits.frames-per-second", "509");
    flags.put("limits.frames-burst", "510");
    flags.put("limits.connections", "511");
    flags.put("limits.connections-per-address", "512");
    flags.put("limits.fragments", "513");
    flags.put("limits.frame", "21k");
    flags.put("limits.about", "11k");
    flags.put("limits.chat", "12k");
    flags.put("limits.name", "313");
    flags.put("limits.http-body", "14k");
    flags.put("limits.chat-bytes", "15k");
    flags.put("limits.outbox-bytes", "36k");
    flags.put("limits.replay-bytes", "17k");
    flags.put("limits.chat-age", "31s");
    flags.put("limits.ring", "32s");
    flags.put("limits.grace", "33s");
    flags.put("limits.heartbeat", "34s");
    flags.put("limits.hello", "35s");
    flags.put("limits.peerjs-clients", "514");
    flags.put("limits.peerjs-queue", "515");
    flags.put("limits.peerjs-queue-sender", "516");
    flags.put("limits.peerjs-queue-bytes", "18k");
    flags.put("limits.peerjs-queues-bytes", "19k");
    flags.put("limits.peerjs-alive", "36s");
    flags.put("limits.peerjs-expire", "37s");
    flags.put("limits.socketio-recovery", "38s");
    flags.put("limits.turn-allocations", "517");
    flags.put("limits.turn-allocations-per-user", "518");
    flags.put("limits.turn-allocations-per-address", "519");
    flags.put("limits.turn-bytes", "90k");
    flags.put("limits.turn-allocation-bytes", "41k");
    flags.put("limits.turn-permissions", "520");
    flags.put("limits.turn-channels", "521");
    flags.put("limits.turn-lifetime", "39m");
    flags.put("limits.turn-challenges", "522");
    flags.put("limits.turn-connections", "523");
    flags.put("limits.ice-per-minute", "524");
    flags.put("limits.turn-tcp-connections", "525");
    flags.put("limits.turn-tcp-unbound", "526");
    flags.put("limits.turn-tcp-connections-per-address", "527");
  }

  private final Map<String, String> flags = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();

  private Settings read() {
    return Settings.read(new Sources(flags, environment, folder));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("switchboard.properties"), text);
  }

  @Test
  void flagsWinOverEnvironmentOverFileOverDefaults() throws IOException {
    assertThat(read().get(Keys.PORT)).isEqualTo(8080);
    file("port=1");
    assertThat(read().get(Keys.PORT)).isEqualTo(1);
    environment.put("SWITCHBOARD_PORT", "2");
    assertThat(read().get(Keys.PORT)).isEqualTo(2);
    flags.put("port", "3");
    assertThat(read().get(Keys.PORT)).isEqualTo(3);
    assertThat(read().problems()).isEmpty();
  }

  @Test
  void theStateFolderOfTheUserIsAWeakDefault() throws IOException {
    environment.put("XDG_STATE_HOME", "/var/state");
    assertThat(read().get(Keys.DATA)).isEqualTo(Path.of("/var/state/switchboard"));
    file("data=/srv/switchboard");
    assertThat(read().get(Keys.DATA)).isEqualTo(Path.of("/srv/switchboard"));
    environment.put("XDG_STATE_HOME", "relative");
    assertThat(read().get(Keys.DATA)).isEqualTo(Path.of("/srv/switchboard"));
  }

  @Test
  void unknownKeysSuggestTheNearest() throws IOException {
    Path file = file("prot=80\nzebra=1");
    environment.put("SWITCHBOARD_TLS_CRET", "x");
    environment.put("SWITCHBOARD_ZEBRA", "x");
    assertThat(read().problems())
        .containsExactlyInAnyOrder(
            file + ": prot: no such setting (did you mean port?)",
            file + ": zebra: no such setting (--help lists all)",
            "SWITCHBOARD_TLS_CRET: no such setting (did you mean SWITCHBOARD_TLS_CERT?)",
            "SWITCHBOARD_ZEBRA: no such setting (--help lists all)");
  }

  @Test
  void allProblemsAreToldAtOnceByTheNamesOfTheirSources() throws IOException {
    Path file = file("limits.frame=1t");
    environment.put("SWITCHBOARD_LIMITS_GRACE", "30");
    flags.put("port", "70000");
    flags.put("tls.cert", folder.resolve("none.pem").toString());
    flags.put("limits.chat", "1m");
    flags.put("limits.frames-burst", "1");
    assertThat(read().problems())
        .containsExactly(
            "--port: 70000 (expected: a whole number from 0 to 65535)",
            file + ": limits.frame: 1t (expected: a size from 1k to 16m)",
            "SWITCHBOARD_LIMITS_GRACE: 30 (expected: a time from 0s to 1h)",
            "tls.cert: " + folder.resolve("none.pem") + " (expected: a PEM file that can be read)",
            "tls.key: (nothing) (expected: a PEM file; tls.cert and tls.key go together)",
            "--limits.chat: 1m (expected: at most limits.frame, which is 256k)",
            "limits.frames-per-second: 100 (expected: at most limits.frames-burst, which is 1)");
  }

  @Test
  void onlyTheSourceThatWinsIsHeldToTheSchema() throws IOException {
    file("port=wrong");
    flags.put("port", "80");
    assertThat(read().problems()).isEmpty();
  }

  @Test
  void theFileMayBeNamedByFlagOrVariable() throws IOException {
    Files.writeString(folder.resolve("a.properties"), "port=1");
    Files.writeString(folder.resolve("b.properties"), "port=2");
    environment.put("SWITCHBOARD_CONFIG", "a.properties");
    assertThat(read().get(Keys.PORT)).isEqualTo(1);
    flags.put("config", folder.resolve("b.properties").toString());
    assertThat(read().get(Keys.PORT)).isEqualTo(2);
    flags.put("config", "none.properties");
    assertThat(read().problems())
        .containsExactly(
            folder.resolve("none.properties") + ": cannot be read (expected: a properties file)");
  }

  @Test
  void filesAreUtf8AndSetEachKeyOnce() throws IOException {
    Path file = file("port=1\nport=2\ndata=/srv/Gespräche");
    assertThat(read().problems()).containsExactly(file + ": port: set twice (expected: once)");
    assertThat(read().get(Keys.DATA)).isEqualTo(Path.of("/srv/Gespräche"));
    Files.write(file, "data=/srv/Gespräche".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(read().problems())
        .containsExactly(file + ": not UTF-8 (expected: a properties file in UTF-8)");
    Files.writeString(file, "port=\\u00zz");
    assertThat(read().problems()).hasSize(1).first().asString().startsWith(file + ": ");
  }

  @Test
  void whatKubernetesSetsForAServiceIsNotOurs() {
    environment.put("SWITCHBOARD_PORT", "tcp://10.0.0.1:80");
    environment.put("SWITCHBOARD_PORT_80_TCP", "tcp://10.0.0.1:80");
    environment.put("SWITCHBOARD_PORT_80_TCP_PROTO", "tcp");
    environment.put("SWITCHBOARD_PORT_80_TCP_PORT", "80");
    environment.put("SWITCHBOARD_PORT_80_TCP_ADDR", "10.0.0.1");
    environment.put("SWITCHBOARD_SERVICE_HOST", "10.0.0.1");
    environment.put("SWITCHBOARD_SERVICE_PORT", "80");
    environment.put("SWITCHBOARD_SERVICE_PORT_HTTP", "80");
    assertThat(read().problems()).isEmpty();
    assertThat(read().get(Keys.PORT)).isEqualTo(8080);
  }

  @Test
  void whatIsPrintedIsAFileThatSetsTheSame() throws IOException {
    flags.put("port", "0");
    environment.put("SWITCHBOARD_LIMITS_GRACE", "1m");
    file("data=C:\\\\calls\nice.servers=stun:a.example, stun:b.example");
    String printed = read().print();
    assertThat(printed)
        .contains("# from: --port\nport=0\n")
        .contains("# from: SWITCHBOARD_LIMITS_GRACE\nlimits.grace=1m\n")
        .contains("# from: " + folder.resolve("switchboard.properties") + "\n")
        .contains("ice.servers=stun:a.example,stun:b.example\n")
        .contains("# from: default\nhost=0.0.0.0\n");
    Config before = Config.from(read());
    flags.clear();
    environment.clear();
    file(printed);
    assertThat(Config.from(read())).isEqualTo(before);
    assertThat(read().print()).doesNotContain("# from: default\nport");
  }

  @Test
  void everyLimitReachesItsPlace() {
    setEveryLimit();
    assertThat(flags).hasSameSizeAs(LimitKeys.DECLARED);
    assertThat(read().problems()).isEmpty();
    assertThat(Config.from(read()).limits())
        .isEqualTo(
            new Limits(
                new Limits.Sizes(21 << 10, 11 << 10, 12 << 10, 313),
                new Limits.Rooms(502, 503, 504),
                new Limits.Peers(501, 506, Duration.ofSeconds(33)),
                new Limits.Waiting(508, 36 << 10, 17 << 10),
                new Limits.History(507, 15 << 10, Duration.ofSeconds(31)),
                new Limits.Calls(505, Duration.ofSeconds(32)),
                new Limits.Pace(509, 510, Duration.ofSeconds(34), Duration.ofSeconds(35))));
    assertThat(Config.from(read()).wire()).isEqualTo(new Wire(511, 512, 14 << 10, 513));
    assertThat(Config.from(read()).mounts().recovery()).isEqualTo(Duration.ofSeconds(38));
    assertThat(Config.from(read()).ice().perMinute()).isEqualTo(524);
  }

  @Test
  void everyLimitOfPeerJsReachesItsPlace() {
    setEveryLimit();
    flags.put("peerjs.key", "other");
    flags.put("peerjs.discovery", "true");
    assertThat(Config.from(read()).peerJs())
        .isEqualTo(
            new PeerJs(
                "other",
                true,
                514,
                Duration.ofSeconds(36),
                Duration.ofSeconds(37),
                515,
                18 << 10,
                516,
                19 << 10));
  }

  @Test
  void everyLimitOfTurnReachesItsPlace() {
    setEveryLimit();
    assertThat(Config.from(read()).turn().bounds())
        .isEqualTo(
            new Turn.Bounds(
                new Turn.Allocations(518, 519, 517),
                new Turn.PerAllocation(520, 521, 41 << 10, Duration.ofMinutes(39)),
                90 << 10,
                522,
                523,
                new Turn.TcpRelays(525, 526, 527)));
  }

  @Test
  void theDefaultsStand() {
    Config config = Config.defaults();
    assertThat(config.listen())
        .isEqualTo(new Listen("0.0.0.0", 8080, new Tls.Off(), Transport.AUTO, 0));
    assertThat(config.ice().servers()).as("no request to third parties").isEmpty();
    assertThat(config.limits().sizes()).isEqualTo(new Limits.Sizes(262_144, 2048, 8192, 256));
  }
}
