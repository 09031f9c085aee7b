// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Nonce;
import dev.switchboard.turn.stun.PasswordAlgorithm;
import dev.switchboard.turn.stun.PasswordAlgorithms;
import dev.switchboard.turn.stun.Realm;
import dev.switchboard.turn.stun.ReceivedStun;
import dev.switchboard.turn.stun.StunKey;
import dev.switchboard.turn.stun.StunMessage;
import dev.switchboard.turn.stun.UserHash;
import dev.switchboard.turn.stun.Username;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The long-term credential mechanism, in the order of RFC 8489 §9.2.4 but for one step: whether
/// the nonce is good (438) is asked before the user name and the signature (401), and not after
/// them. RFC 5389 §10.2.2 has it so too. A stale nonce costs one hash to see, an unknown user or a
/// wrong signature a look-up and more hashes, so strangers cost less. Who has the right password
/// sees no difference; who has not hears 438 first, and 401 to the next request. Stateless but for
/// the key that an allocation keeps.
final class Authentication {
  /// What we offer, best first.
  static final PasswordAlgorithms OFFERED =
      new PasswordAlgorithms(List.of(PasswordAlgorithm.SHA256, PasswordAlgorithm.MD5));

  /// What a request proved.
  sealed interface Verdict {}

  record Accepted(Credentials who) implements Verdict {}

  /// 400, or 401 and 438 with a fresh nonce.
  record Refused(int code) implements Verdict {}

  private final String realm;
  private final TurnHooks hooks;
  private final Nonces nonces;
  private final Claims claims;

  Authentication(String realm, TurnHooks hooks, Nonces nonces, Claims claims) {
    this.realm = realm;
    this.hooks = hooks;
    this.nonces = nonces;
    this.claims = claims;
  }

  Verdict judge(ReceivedStun received, Client client) {
    // "If the message does not contain a MESSAGE-INTEGRITY or MESSAGE-INTEGRITY-SHA256 attribute,
    // the server MUST generate an error response with an error code of 401 (Unauthenticated)."
    if (!received.isSigned()) {
      return new Refused(401);
    }
    // "If the message contains a MESSAGE-INTEGRITY or a MESSAGE-INTEGRITY-SHA256 attribute, but is
    // missing either the USERNAME or USERHASH, REALM, or NONCE attribute, the server MUST generate
    // an error response with an error code of 400 (Bad Request)."
    StunMessage message = received.message();
    Optional<String> username = username(message);
    Optional<Nonce> nonce = message.first(Nonce.class);
    if (username.isEmpty() || nonce.isEmpty() || !message.has(Realm.class)) {
      return new Refused(400);
    }
    int algorithm = algorithm(message, nonce.get().value());
    if (algorithm == 0) {
      return new Refused(400);
    }
    // "If the NONCE is no longer valid, the server MUST generate an error response with an error
    // code of 438 (Stale Nonce)." The last of the checks there, but not here: see above.
    if (!nonces.isValid(nonce.get().value(), client.address())) {
      return new Refused(438);
    }
    return prove(received, client, username.get(), algorithm);
  }

  /// A hash that nobody has stands for a user whom nobody knows. Where hashes were not offered it
  /// is as if there were none.
  private Optional<String> username(StunMessage message) {
    Optional<UserHash> hash = message.first(UserHash.class);
    return hash.isPresent() && hooks.knowsUserHashes()
        ? Optional.of(hooks.userOf(hash.get()).orElse(""))
        : message.first(Username.class).map(Username::value);
  }

  private Verdict prove(ReceivedStun received, Client client, String username, int algorithm) {
    Credentials known = known(received.message(), client, username, algorithm);
    if (known != null) {
      return received.isSignedBy(known.key()) ? new Accepted(known) : new Refused(401);
    }
    // An unknown user costs the same time and gets the same answer as a wrong password.
    Optional<String> password = hooks.authenticate(username);
    StunKey key = key(username, password.orElse(""), algorithm);
    boolean signed = received.isSignedBy(key);
    return signed && password.isPresent()
        ? new Accepted(new Credentials(username, key, algorithm))
        : new Refused(401);
  }

  private StunKey key(String username, String password, int algorithm) {
    return algorithm == PasswordAlgorithm.SHA256
        ? StunKey.sha256(username, realm, password)
        : StunKey.md5(username, realm, password);
  }

  private @Nullable Credentials known(
      StunMessage message, Client client, String username, int algorithm) {
    Allocation allocation = client.allocation();
    Credentials owner = allocation == null ? claims.owner(message) : allocation.origin().owner();
    return owner != null && owner.algorithm() == algorithm && owner.username().equals(username)
        ? owner
        : null;
  }

  /// Which the client used; 0 when its answer to our offer is not what §9.2.4 allows.
  private int algorithm(StunMessage message, String nonce) {
    Optional<PasswordAlgorithms> offered = message.first(PasswordAlgorithms.class);
    Optional<PasswordAlgorithm> chosen = message.first(PasswordAlgorithm.class);
    // "If the request contains neither the PASSWORD-ALGORITHMS nor the PASSWORD-ALGORITHM
    // algorithm, then the request is processed as though PASSWORD-ALGORITHM were MD5."
    if (!nonce.startsWith(nonces.cookie()) || (offered.isEmpty() && chosen.isEmpty())) {
      return PasswordAlgorithm.MD5;
    }
    // "Otherwise, unless (1) PASSWORD-ALGORITHM and PASSWORD-ALGORITHMS are both present, (2)
    // PASSWORD-ALGORITHMS matches the value sent in the response that sent this NONCE, and (3)
    // PASSWORD-ALGORITHM matches one of the entries in PASSWORD-ALGORITHMS, the server MUST
    // generate an error response with an error code of 400 (Bad Request)."
    if (!offered.equals(Optional.of(OFFERED)) || chosen.isEmpty()) {
      return 0;
    }
    int number = chosen.get().number();
    return OFFERED.numbers().contains(number) ? number : 0;
  }
}
