// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.ice;

import dev.switchboard.turn.RestCredentials;
import java.util.Map;
import java.util.Optional;

/// Who may use the TURN server: users with a name and a password, and whoever shows a credential
/// that was made with the secret. Immutable; any thread.
public final class Keyring {
  private final Map<String, String> users;
  private final RestCredentials credentials;

  public Keyring(Map<String, String> users, RestCredentials credentials) {
    this.users = Map.copyOf(users);
    this.credentials = credentials;
  }

  /// Nothing for a stranger.
  Optional<String> password(String username) {
    return Optional.ofNullable(users.get(username)).or(() -> credentials.authenticate(username));
  }

  /// Whose name it is: a credential's is another one each time.
  String person(String username) {
    return users.containsKey(username) ? username : RestCredentials.peer(username);
  }

  RestCredentials credentials() {
    return credentials;
  }
}
