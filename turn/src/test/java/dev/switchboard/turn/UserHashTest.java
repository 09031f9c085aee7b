// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.turn.stun.Nonce;
import dev.switchboard.turn.stun.Realm;
import dev.switchboard.turn.stun.StunAttribute;
import dev.switchboard.turn.stun.StunKey;
import dev.switchboard.turn.stun.StunMessage;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.UserHash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// USERHASH: a client that hides its name (RFC 8489 §9.2).
final class UserHashTest {
  private static final UserHash ALICE = StunKey.userHash("alice", "switchboard");

  /// Knows one user.
  private record OneUser(boolean knowsUserHashes) implements TurnHooks {
    @Override
    public Optional<String> authenticate(String username) {
      return username.equals("alice") ? Optional.of("labpass") : Optional.empty();
    }

    @Override
    public Optional<String> userOf(UserHash hash) {
      return hash.equals(ALICE) ? Optional.of("alice") : Optional.empty();
    }
  }

  @Test
  void aClientThatHidesItsNameIsKnownByItsHash() throws IOException {
    assertThat(code(new OneUser(true), ALICE)).isZero();
  }

  @Test
  void anUnknownHashIsAnUnknownUser() throws IOException {
    assertThat(code(new OneUser(true), StunKey.userHash("eve", "switchboard"))).isEqualTo(401);
  }

  @Test
  void whereHashesAreNotOfferedTheNameIsMissing() throws IOException {
    assertThat(code(new OneUser(false), ALICE)).isEqualTo(400);
  }

  private static int code(OneUser hooks, UserHash hash) throws IOException {
    try (TurnServer server = TurnServer.open(Lab.config(), hooks);
        TestClient client = new TestClient(Wire.udp(server.addresses().getFirst()))) {
      client.user = "alice";
      client.learn(client.ask(StunMethod.ALLOCATE, TestClient.withTransport()));
      assertThat(client.nonce)
          .startsWith(hooks.knowsUserHashes() ? "obMatJos2wAAA" : "obMatJos2gAAA");
      List<StunAttribute> credentials = new ArrayList<>();
      credentials.add(hash);
      credentials.add(new Realm(client.realm));
      credentials.add(new Nonce(client.nonce));
      StunMessage answer =
          client.requestWith(StunMethod.ALLOCATE, credentials, TestClient.withTransport());
      return TestClient.code(answer);
    }
  }
}
