// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.ice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.turn.RestCredentials;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class KeyringTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private final RestCredentials credentials =
      new RestCredentials("secret", InstantSource.fixed(NOW));
  private final Keyring keys = new Keyring(Map.of("1234:ann", "pass"), credentials);

  @Test
  void allCredentialsOfAPeerAreOnePerson() {
    String one = credentials.mint("p:7", NOW.plusSeconds(60)).username();
    String other = credentials.mint("p:7", NOW.plusSeconds(61)).username();
    assertThat(one).isNotEqualTo(other);
    assertThat(keys.person(one)).isEqualTo(keys.person(other)).isEqualTo("p:7");
  }

  @Test
  void aUserOfTheConfigurationIsWhoItSays() {
    assertThat(keys.person("1234:ann")).isEqualTo("1234:ann");
    assertThat(keys.password("1234:ann")).contains("pass");
    assertThat(keys.person("bob")).isEqualTo("bob");
  }
}
