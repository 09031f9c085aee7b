// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.config.Config;
import dev.switchboard.config.Settings;
import dev.switchboard.config.Sources;
import dev.switchboard.turn.RelayAddress;
import dev.switchboard.turn.stun.IpAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RelayReportTest {
  private static final RelayAddress LAN = relay("192.168.1.5", "192.168.1.5");
  private static final RelayAddress PUBLIC = relay("8.8.4.4", "8.8.4.4");
  private static final RelayAddress PUBLIC_V6 = relay("2a00:1:2:3:0:0:0:5", "2a00:1:2:3:0:0:0:5");
  private static final RelayAddress TRANSLATED = relay("10.0.0.5", "8.8.4.4");

  private final Map<String, String> flags = new HashMap<>();

  @Test
  void aLanIsOneLineAndNoWarning() {
    assertThat(report(LAN).rows())
        .containsExactly("192.168.1.5, for this network only; behind NAT set external-address");
    assertThat(report(LAN).warning()).isEmpty();
  }

  @Test
  void publicAddressesNeedNoMoreWords() {
    flags.put("public-url", "https://call.example.org");
    assertThat(report(PUBLIC, PUBLIC_V6).rows()).containsExactly("8.8.4.4 and 2a00:1:2:3::5");
    assertThat(report(PUBLIC, PUBLIC_V6).warning()).isEmpty();
    assertThat(report(TRANSLATED).rows()).containsExactly("8.8.4.4");
    assertThat(report(TRANSLATED).warning()).isEmpty();
  }

  @Test
  void aPrivateAddressIsWarnedOfWhereTheWorldIsInvited() {
    flags.put("public-url", "https://call.example.org");
    flags.put("turn.ports", "50000-50099");
    assertThat(String.join("\n", report(LAN).warning()))
        .startsWith("Calls through the relay fail for people elsewhere")
        .contains("--external-address=203.0.113.7", "TCP and UDP 8443, UDP 50000-50099");
  }

  @Test
  void anExternalAddressThatIsHardlyRightIsWarnedOf() {
    assertThat(String.join("\n", report(relay("8.8.4.4", "8.8.8.8")).warning()))
        .startsWith(
            "external-address says 8.8.8.8, but this machine itself has the public address 8.8.4.4.")
        .contains("--external-address=", "TCP and UDP 8443");
  }

  @Test
  void loopbackIsForThisComputer() {
    assertThat(report(relay("127.0.0.1", "127.0.0.1")).rows())
        .containsExactly("127.0.0.1, for this computer only");
  }

  @Test
  void whoHasSetAnAddressIsNotToldTo() {
    flags.put("external-address", "192.168.1.5");
    assertThat(report(LAN).rows()).containsExactly("192.168.1.5, as external-address says");
    assertThat(report(LAN).warning()).isEmpty();
  }

  @Test
  void offIsSaid() {
    flags.put("turn", "off");
    flags.put("public-url", "https://call.example.org");
    assertThat(report().rows()).containsExactly("off (turn=off)");
    assertThat(report().warning()).isEmpty();
  }

  private RelayReport report(RelayAddress... relays) {
    Settings settings = Settings.read(new Sources(flags, Map.of(), Path.of("target")));
    assertThat(settings.problems()).isEmpty();
    return new RelayReport(Config.from(settings), 8443, List.of(relays));
  }

  private static RelayAddress relay(String local, String external) {
    return new RelayAddress(IpAddress.of(local), IpAddress.of(external));
  }
}
