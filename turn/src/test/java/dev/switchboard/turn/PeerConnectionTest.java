// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.PasswordAlgorithm;
import dev.switchboard.turn.stun.StunKey;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What was read from a peer and not yet passed on, when its connection ends: with io_uring there
/// is time for that within one reading.
final class PeerConnectionTest {
  private static final Endpoint PEER = RelayTest.at("127.0.0.8", 9);
  private static final Credentials OWNER =
      new Credentials("lab", StunKey.md5("lab", "switchboard", "labpass"), PasswordAlgorithm.MD5);

  private final EmbeddedChannel peer = new EmbeddedChannel();
  private FuzzWorld world;
  private TcpRelay relay;
  private PeerConnection connection;
  private ChannelHandlerContext context;

  @BeforeEach
  void open() throws IOException {
    world = new FuzzWorld(new Random(1));
    relay = world.tcpRelay();
    connection = new PeerConnection(relay, peer, PEER, OWNER);
    peer.pipeline().addLast(connection);
    context = peer.pipeline().context(connection);
    connection.await();
  }

  @AfterEach
  void close() {
    relay.close(() -> {});
    world.close();
  }

  @Test
  void whatNoClientHasTakenUpIsReleased() {
    ByteBuf read = read();
    connection.abort();
    assertThat(read.refCnt()).isZero();
  }

  @Test
  void whatIsKeptBackForTheEndOfAReadingIsReleased() {
    bind();
    ByteBuf first = read();
    ByteBuf second = read();
    connection.abort();
    assertThat(first.refCnt()).isZero();
    assertThat(second.refCnt()).isZero();
  }

  @Test
  void whatComesAfterTheEndIsReleased() {
    connection.abort();
    ByteBuf late = Unpooled.directBuffer(9).writeZero(9);
    connection.channelRead(context, late);
    assertThat(late.refCnt()).isZero();
  }

  /// And the reading goes on.
  private ByteBuf read() {
    ByteBuf bytes = Unpooled.directBuffer(9).writeZero(9);
    peer.pipeline().fireChannelRead(bytes);
    return bytes;
  }

  private void bind() {
    EmbeddedChannel client = world.connect(RelayTest.at("127.0.0.7", 50_000));
    connection.bind(client.pipeline().get(StreamClient.class));
    world.turn();
  }
}
