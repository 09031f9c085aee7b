// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RoomsTest {
  private static Settings with(Map<String, String> flags) {
    return Settings.read(new Sources(flags, Map.of(), Path.of("nowhere")));
  }

  @Test
  void whoWantsATokenMustSayWhich() {
    assertThat(with(Map.of("rooms.create", "token")).problems())
        .containsExactly("rooms.token: (nothing) (expected: a word, since rooms.create is token)");
    assertThat(with(Map.of("rooms.create", "listed")).problems())
        .containsExactly("rooms.names: (nothing) (expected: names, since rooms.create is listed)");
    assertThat(with(Map.of("rooms.create", "token", "rooms.token", "pass")).problems()).isEmpty();
  }

  @Test
  void theTokenIsNeverShown() {
    Settings set = with(Map.of("rooms.create", "token", "rooms.token", "xyzzy"));
    assertThat(set.print()).doesNotContain("xyzzy");
    assertThat(Config.from(set).rooms()).asString().doesNotContain("xyzzy");
    assertThat(with(Map.of("rooms.create", "xyzzy-who")).problems()).hasSize(1);
  }
}
