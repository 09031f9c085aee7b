// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.UserHash;
import java.util.Optional;

/// What the server asks of whoever embeds it. Called on event loops, several at a time: must be
/// safe for that and must not wait.
public interface TurnHooks {

  /// The password of a user, or nothing for one who is unknown or whose credential has expired.
  /// Asked when an allocation is made; it keeps the key for as long as it lives, so that a call may
  /// outlast its credential. See [RestCredentials] for passwords that need no database.
  Optional<String> authenticate(String username);

  /// Whether [#userOf] can tell. Asked once, at start; then clients are told that they may hide
  /// their names.
  default boolean knowsUserHashes() {
    return false;
  }

  /// The user whose name and realm hash to that ([dev.switchboard.turn.stun.StunKey#userHash]), as
  /// RFC 8489 §9.2 lets clients send in place of the name. Passwords without a database, such as
  /// those of [RestCredentials], cannot tell.
  default Optional<String> userOf(UserHash hash) {
    return Optional.empty();
  }

  /// Who stands behind a user name: [TurnLimits] counts the allocations of all their names
  /// together. Names of [RestCredentials] change with each credential, for one.
  default String person(String username) {
    return username;
  }

  /// Whether this user may have one more allocation, beyond what [TurnLimits] says; otherwise 486.
  default boolean quota(String username, Endpoint client) {
    return true;
  }

  /// Whether this user may reach that peer, which [PeerRules] has already let pass; otherwise 403.
  default boolean mayReachPeer(String username, IpAddress peer) {
    return true;
  }

  /// Hears what happened, for metrics and logs.
  default void listener(TurnEvent event) {}
}
