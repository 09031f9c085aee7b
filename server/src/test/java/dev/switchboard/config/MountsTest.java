// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MountsTest {
  private static final String USUAL =
      "/ws=switchboard,/tutorial/broadcast=broadcast,/tutorial/relay=relay,"
          + "/tutorial/channels=channels,/tutorial/login=login,/socket.io=chat,"
          + "/peerjs=peerjs,/y-webrtc=ywebrtc";

  @Test
  void theUsualMountsAreThereAndThoseOfTheTutorialsOnRequest() {
    assertThat(written("false", "")).isEqualTo(USUAL);
    assertThat(written("true", ""))
        .isEqualTo(USUAL + ",:1337=auto,:9090=login,tls:9449=channels,:3000=all");
  }

  @Test
  void whatIsSetComesOnTopOrInPlace() {
    assertThat(written("false", "/team=relay@team, :1337=relay"))
        .isEqualTo(USUAL + ",/team=relay@team,:1337=relay");
    assertThat(written("true", ":1337=broadcast,:9449=channels"))
        .isEqualTo(USUAL + ",:9090=login,:3000=all,:1337=broadcast,:9449=channels");
    assertThat(written("false", "/ws=login")).doesNotContain("switchboard").endsWith(",/ws=login");
  }

  @Test
  void offTakesAwayWhatWouldBeThere() {
    assertThat(written("true", "/tutorial/relay=off,:3000=off,:9449=off,:9090=off,/nowhere=off"))
        .isEqualTo(USUAL.replace(",/tutorial/relay=relay", "") + ",:1337=auto");
  }

  @Test
  void severalPortsMayBeFound() {
    assertThat(written("false", ":0=login,:0=login,:0=relay"))
        .isEqualTo(USUAL + ",:0=login,:0=login,:0=relay");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a=relay,/a=login", ":7=relay,tls:7=relay", "/a=off,/b=off,/a=off"})
  void onePlaceTwiceIsAProblemThatIsNamed(String mounts) {
    String twice = mounts.substring(mounts.lastIndexOf(',') + 1);
    assertThat(settings("false", mounts).problems())
        .containsExactly("mounts: " + twice + " (expected: each place once)");
  }

  @Test
  void aMountThatIsNoneIsNamedWithWhatWasExpected() {
    assertThat(settings("false", "/ok=relay,/a=dance").problems())
        .singleElement()
        .asString()
        .startsWith("--mounts: /ok=relay,/a=dance (expected: /path=dialect or :port=dialect, ")
        .contains("switchboard, broadcast, relay, ")
        .contains(", all (for a port) and off");
    assertThat(settings("yes", "").problems())
        .containsExactly("--tutorial-ports: yes (expected: true or false)");
  }

  @Test
  void badOriginsAndGreetingsAreNamed() {
    Settings settings =
        Settings.read(
            new Sources(
                Map.of("tutorial-origins", "example.org", "login-greeting", "hi"),
                Map.of(),
                Path.of("target")));
    assertThat(settings.problems())
        .containsExactlyInAnyOrder(
            "--tutorial-origins: example.org (expected: * or origins such as"
                + " https://example.org, with commas between them)",
            "--login-greeting: hi (expected: one of none, text, json)");
  }

  private static Settings settings(String ports, String mounts) {
    Map<String, String> flags = Map.of("tutorial-ports", ports, "mounts", mounts);
    return Settings.read(new Sources(flags, Map.of(), Path.of("target")));
  }

  private static String written(String ports, String mounts) {
    Settings settings = settings(ports, mounts);
    assertThat(settings.problems()).isEqualTo(List.of());
    return Keys.mounts().write(Mounts.from(settings).all());
  }
}
