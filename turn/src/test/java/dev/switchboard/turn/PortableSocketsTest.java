// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.turn.stun.Data;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.Opaque;
import dev.switchboard.turn.stun.XorPeerAddress;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// What serves where there is no epoll.
final class PortableSocketsTest {
  @Test
  void theyRelayBothWays() throws IOException {
    try (Lab lab = new Lab(Lab.config(), TurnTransport.NIO)) {
      TestPeer peer = lab.peer();
      TestClient client = lab.client();
      Endpoint relay = client.allocate();
      TestClient.require(client.permit(peer.address()));
      client.sendIndication(
          new XorPeerAddress(peer.address()), new Data(Opaque.copyOf(new byte[5])));
      assertThat(peer.receive()).hasSize(5);
      peer.send(new byte[6], relay);
      assertThat(client.read().first(Data.class)).contains(new Data(Opaque.copyOf(new byte[6])));
      TestClient.require(client.bind(0x4000, peer.address()));
      client.sendChannelData(0x4000, new byte[7]);
      assertThat(peer.receive()).hasSize(7);
      peer.send(new byte[8], relay);
      assertThat(client.wire.receive()).isEqualTo(TestClient.channelData(0x4000, new byte[8]));
    }
  }
}
