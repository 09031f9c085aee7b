// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.turn.stun.Draft;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.Lifetime;
import dev.switchboard.turn.stun.RequestedTransport;
import dev.switchboard.turn.stun.StunAttribute;
import dev.switchboard.turn.stun.StunClass;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.StunWriter;
import dev.switchboard.turn.stun.TransactionId;
import dev.switchboard.turn.stun.XorPeerAddress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How long a connection may come to nothing, and how much may wait for whoever does not read.
final class StreamPatienceTest {
  private static final Endpoint CLIENT = RelayTest.at("127.0.0.7", 50_000);
  private static final Endpoint PEER = RelayTest.at("127.0.0.8", 9);

  private FuzzWorld world;

  @BeforeEach
  void open() throws IOException {
    world = new FuzzWorld(new Random(1));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aConnectionWithoutAnAllocationIsClosedAfterHalfAMinute() {
    FuzzWorld.FuzzStream stream = world.connect(CLIENT);
    stream.pass(29);
    assertThat(stream.isOpen()).isTrue();
    stream.pass(2);
    assertThat(stream.isOpen()).isFalse();
    stream.finishAndReleaseAll();
  }

  @Test
  void aTlsHandshakeThatStandsStillIsClosedAfterHalfAMinute() throws Exception {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine();
    engine.setUseClientMode(false);
    SslHandler tls = new SslHandler(engine);
    tls.setHandshakeTimeoutMillis(0);
    FuzzWorld.FuzzStream stream = world.connect(CLIENT, tls);
    stream.writeInbound(Unpooled.wrappedBuffer(new byte[] {22, 3, 1, 2, 0}));
    stream.pass(29);
    assertThat(stream.isOpen()).isTrue();
    stream.pass(2);
    assertThat(stream.isOpen()).isFalse();
    stream.finishAndReleaseAll();
  }

  @Test
  void aReaderWhoStandsStillIsClosedAndOneWhoIsSlowIsNot() {
    FuzzWorld.FuzzStream stream = world.connect(CLIENT);
    Endpoint relay = allocate(stream);
    stream.pass(31);
    flood(stream, relay);
    stream.reads = true;
    stream.flush();
    assertThat(stream.isWritable()).isTrue();
    stream.pass(31);
    stream.pass(31);
    assertThat(stream.isOpen()).as("slow").isTrue();
    flood(stream, relay);
    stream.pass(31);
    stream.pass(31);
    assertThat(stream.isOpen()).as("stands still").isFalse();
    stream.finishAndReleaseAll();
    world.goQuiet();
    assertThat(world.remains(List.of(CLIENT))).isEmpty();
  }

  /// More than the connection holds, which drops the rest.
  private void flood(FuzzWorld.FuzzStream stream, Endpoint relay) {
    stream.reads = false;
    for (int i = 0; i < 400; i++) {
      world.arrive(relay, new byte[1000], 1000, PEER);
    }
    assertThat(stream.isWritable()).isFalse();
    assertThat(stream.unsafe().outboundBuffer().totalPendingWriteBytes()).isLessThan(256 << 10);
  }

  private static Endpoint allocate(FuzzWorld.FuzzStream stream) {
    FuzzClient client = new FuzzClient(CLIENT, "lab", 1, new Random());
    say(stream, client, StunMethod.ALLOCATE, new RequestedTransport(RequestedTransport.UDP));
    say(stream, client, StunMethod.ALLOCATE, new RequestedTransport(RequestedTransport.UDP));
    say(stream, client, StunMethod.CREATE_PERMISSION, new XorPeerAddress(PEER));
    return client.relays.getFirst();
  }

  private static void say(
      FuzzWorld.FuzzStream stream, FuzzClient client, StunMethod method, StunAttribute what) {
    StunWriter writer = new StunWriter(256);
    TransactionId id = new TransactionId(1, method.type(StunClass.REQUEST));
    writer.begin(StunClass.REQUEST, method, id).add(what);
    Draft draft = Draft.of(Arrays.copyOf(writer.bytes(), writer.length()));
    stream.writeInbound(Unpooled.wrappedBuffer(client.signed(draft)));
    ByteBuf out = stream.readOutbound();
    byte[] answer = new byte[out.readableBytes()];
    out.readBytes(answer).release();
    client.hear(answer, answer.length);
  }

  @Test
  void answersThatNobodyReadsDoNotPileUp() throws IOException {
    try (Lab lab = Lab.open(Lab.config().withLoops(1));
        Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4096);
      socket.connect(new InetSocketAddress(lab.tcp().getAddress(), lab.tcp().getPort()));
      TestClient client = lab.client(Wire.stream(socket));
      client.allocate();
      StunWriter writer = new StunWriter(512);
      writer.begin(StunClass.REQUEST, StunMethod.REFRESH, new TransactionId(1, 2));
      writer.add(new Lifetime(600)).add(client.credentials()).signSha1(client.key());
      byte[] request = Arrays.copyOf(writer.bytes(), writer.length());
      int asked = 0;
      try {
        for (; asked < 400_000; asked++) {
          client.wire.send(request);
        }
      } catch (IOException _) {
        // Closed, as it should be.
      }
      assertThat(asked).as("requests before the connection was closed").isLessThan(400_000);
    }
  }
}
