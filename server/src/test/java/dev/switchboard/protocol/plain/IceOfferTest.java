// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.hub.Hub;
import dev.switchboard.hub.HubListener;
import dev.switchboard.hub.Time;
import dev.switchboard.net.Handshake;
import dev.switchboard.net.Origins;
import dev.switchboard.protocol.FakeConnection;
import dev.switchboard.protocol.Json;
import dev.switchboard.protocol.Tally;
import dev.switchboard.text.Utf8;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Servers are offered to this very peer, on the host that it knows.
class IceOfferTest {
  /// Says for whom it was asked.
  private static final IceOffer ECHO =
      new IceOffer() {
        @Override
        public Utf8 servers(String host, Utf8 peer) {
          return Utf8.of("[\"" + host + "\",\"" + peer + "\"]");
        }

        @Override
        public long seconds() {
          return 77;
        }
      };

  @Test
  void theWelcomeAndFreshOnesAreForThePeerAndTheHostOfItsHandshake() {
    Hub hub = new Hub(Desk.limits(), HubListener.NONE, Time.SYSTEM);
    PlainProtocol protocol =
        new PlainProtocol(
            hub,
            Desk.SECRETS,
            new Tally(),
            new Origins(List.of()),
            new PlainProtocol.Words(ECHO, "test"));
    FakeConnection connection = new FakeConnection();
    String host = "call.example.org:8443";
    connection.listener(
        protocol.open(connection, new Handshake("/ws", "", "", host, "", List.of())));
    connection.say(Hellos.PLAIN);
    connection.say("{\"type\":\"ice\",\"id\":5}");
    List<String> heard = connection.run().heard();
    Map<?, ?> welcome = (Map<?, ?>) Json.parse(heard.get(0));
    assertThat(welcome.get("ice")).isEqualTo(List.of(host, welcome.get("peer")));
    assertThat(welcome.get("iceLifetime")).isEqualTo(77L);
    Map<?, ?> answer = (Map<?, ?>) Json.parse(heard.get(1));
    assertThat(answer.get("re")).isEqualTo(5L);
    assertThat(answer.get("ice")).isEqualTo(welcome.get("ice"));
    assertThat(answer.get("iceLifetime")).isEqualTo(77L);
  }
}
