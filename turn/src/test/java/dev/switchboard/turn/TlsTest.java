// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.turn.stun.Endpoint;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS is a handler in front: the server knows nothing of it.
final class TlsTest {
  @TempDir private Path folder;

  @Test
  void aClientOverTlsAllocatesAndRelays() throws Exception {
    TestKeys keys = TestKeys.make(folder, "EC");
    SslContext tls = SslContextBuilder.forServer(keys.managers()).build();
    Door.Tcp door =
        new Door.Tcp(
            new Endpoint(Lab.HERE, 0).toSocketAddress(),
            pipeline -> pipeline.addLast(tls.newHandler(pipeline.channel().alloc())));
    TurnConfig config = Lab.config();
    TurnConfig secure =
        new TurnConfig(
            List.of(door),
            config.relays(),
            config.ports(),
            config.realm(),
            config.limits(),
            config.peers(),
            1);
    try (Lab lab = Lab.open(secure)) {
      TestPeer peer = lab.peer();
      TestClient client =
          lab.client(
              Wire.stream(
                  keys.trusting("TLS")
                      .getSocketFactory()
                      .createSocket("127.0.0.1", lab.udp().getPort())));
      Endpoint relay = client.allocate();
      TestClient.require(client.bind(0x4000, peer.address()));
      client.sendChannelData(0x4000, new byte[7]);
      assertThat(peer.receive()).hasSize(7);
      peer.send(new byte[9], relay);
      assertThat(client.wire.receive()).isEqualTo(TestClient.channelData(0x4000, new byte[9]));
    }
  }
}
