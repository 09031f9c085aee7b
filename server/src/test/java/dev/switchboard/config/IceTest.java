// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class IceTest {
  private static final String SECRET = "north-by-northwest";

  private static Settings read(String... pairs) {
    Map<String, String> flags = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      flags.put(pairs[i], pairs[i + 1]);
    }
    return Settings.read(new Sources(flags, Map.of(), Path.of("/nonexistent")));
  }

  @Test
  void anExternalServerComesWithItsSecret() {
    Settings read =
        read("ice.servers", "turn:a.example", "ice.secret", SECRET, "ice.lifetime", "1h");
    assertThat(read.problems()).isEmpty();
    assertThat(Config.from(read).ice())
        .isEqualTo(new Ice(List.of("turn:a.example"), SECRET, Duration.ofHours(1), "", 600));
  }

  @Test
  void aTurnServerWithoutItsSecretIsAMistake() {
    assertThat(read("ice.servers", "stun:a.example,turns:a.example").problems())
        .containsExactly(
            "ice.secret: (nothing) (expected: the secret of the TURN server in ice.servers, which"
                + " coturn calls static-auth-secret)");
    assertThat(read("ice.servers", "stun:a.example").problems()).isEmpty();
  }

  @Test
  void aSecretWithoutATurnServerIsAMistake() {
    assertThat(read("ice.secret", SECRET, "ice.servers", "stun:a.example").problems())
        .containsExactly("ice.secret: (hidden) (expected: nothing without a turn: in ice.servers)");
  }

  @Test
  void mistakesSayWhatWasExpectedAndShowNoSecret() {
    assertThat(read("ice.lifetime", "2").problems())
        .containsExactly("--ice.lifetime: 2 (expected: a time from 1m to 168h)");
    assertThat(read("ice.token", "short").problems())
        .containsExactly(
            "--ice.token: (hidden) (expected: nothing, or 16 to 512 visible ASCII characters)");
    assertThat(read("ice.secret", "with space", "ice.servers", "turn:a.example").problems())
        .contains(
            "--ice.secret: (hidden) (expected: nothing, or 1 to 512 visible ASCII characters)");
    assertThat(read("ice.servers", "turn:a.example:0").problems().getFirst())
        .startsWith("--ice.servers: turn:a.example:0 (expected: addresses such as");
  }

  @Test
  void secretsArePrintedNowhere() {
    Settings read =
        read(
            "ice.servers",
            "turn:a.example",
            "ice.secret",
            SECRET,
            "ice.token",
            "sesame-sesame-sesame");
    assertThat(read.print())
        .doesNotContain(SECRET)
        .doesNotContain("sesame")
        .contains("# ice.secret=(hidden)")
        .contains("# ice.token=(hidden)");
    assertThat(Config.from(read).toString()).doesNotContain(SECRET).doesNotContain("sesame");
    assertThatThrownBy(() -> new Ice(List.of(), "two " + SECRET, Duration.ofHours(1), "", 1))
        .hasMessageContaining("(hidden)")
        .hasMessageNotContaining(SECRET);
  }
}
