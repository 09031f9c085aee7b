// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// STUN beside HTTP on one port.
final class FirstByteTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  /// Who was taken for a client of STUN, and what stood in the pipeline then.
  private final BlockingQueue<List<String>> accepted = new LinkedBlockingQueue<>();

  @ParameterizedTest
  @EnumSource
  void stunGoesElsewhereFromItsFirstByteOn(Transport transport) throws Exception {
    try (EchoServer server = start(transport, 100);
        Caller caller = Caller.dial(server.port())) {
      byte[] message = {0, 1, 0, 0, 'x', 'y', 'z'};
      caller.send(message);
      caller.closeOutput();
      assertThat(caller.rest()).isEqualTo(message);
      assertThat(accepted.poll(5, TimeUnit.SECONDS)).first().isNotEqualTo("HttpServerCodec#0");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLoneFirstByteIsNotLost(Transport transport) throws Exception {
    try (EchoServer server = start(transport, 100);
        Caller caller = Caller.dial(server.port())) {
      caller.send(new byte[] {3});
      assertThat(accepted.poll(5, TimeUnit.SECONDS)).isNotNull();
      caller.send(new byte[] {9, 'G', 'E', 'T'});
      caller.closeOutput();
      assertThat(caller.rest()).containsExactly(3, 9, 'G', 'E', 'T');
    }
  }

  @ParameterizedTest
  @EnumSource
  void httpAndWebSocketsAreServedAsEver(Transport transport) throws Exception {
    try (EchoServer server = start(transport, 100);
        Caller page = Caller.dial(server.port());
        Caller slow = Caller.dial(server.port());
        Caller socket = Caller.webSocket(server.port())) {
      assertThat(page.send(GET).answer().status()).isEqualTo(200);
      slow.send("G").send("ET / HTTP/1.1\r\n").send("Host: a\r\n\r\n");
      assertThat(slow.answer().status()).isEqualTo(200);
      assertThat(socket.send(new ClientFrames().text("hello")).frame()).isEqualTo("text hello");
      assertThat(accepted).isEmpty();
    }
  }

  /// RFC 9112, section 2.2: "a server that is expecting to receive and parse a request-line SHOULD
  /// ignore at least one empty line (CRLF) received prior to the request-line."
  @ParameterizedTest
  @ValueSource(strings = {"\r\n" + GET, "\n" + GET, GET})
  void anEmptyLineIsHttp(String request) throws Exception {
    try (EchoServer server = start(Transport.best(), 100);
        Caller caller = Caller.dial(server.port())) {
      assertThat(caller.send(request).answer().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(bytes = {4, 20, 0x16, 0x40, 0x7f, (byte) 0x80, (byte) 0xff})
  void whatIsNeitherIsNotStun(byte first) throws Exception {
    try (EchoServer server = start(Transport.best(), 100);
        Caller caller = Caller.dial(server.port())) {
      caller.send(new byte[] {first, '\r', '\n', '\r', '\n'});
      assertThat(caller.answer().status()).isEqualTo(400);
      assertThat(accepted).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void bothKindsCountAgainstTheLimit(Transport transport) throws Exception {
    try (EchoServer server = start(transport, 2);
        Caller stun = Caller.dial(server.port());
        Caller socket = Caller.webSocket(server.port())) {
      stun.send(new byte[] {0});
      assertThat(accepted.poll(5, TimeUnit.SECONDS)).isNotNull();
      try (Caller third = Caller.dial(server.port())) {
        assertThat(third.answer().status()).isEqualTo(503);
      }
      assertThat(socket.send(new ClientFrames().text("still")).frame()).isEqualTo("text still");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoNeverSaysAnythingIsClosed(Transport transport) throws Exception {
    assumeTrue(transport.isAvailable(), transport.shown() + " is not available here");
    NetLimits hasty = new NetLimits(9, 9, 1 << 20, 9, 0, Duration.ofMillis(100));
    try (EchoServer server = EchoServer.start(transport, hasty);
        Caller before = Caller.dial(server.port())) {
      server.listeners.stun(this::accept);
      try (Caller caller = Caller.dial(server.port())) {
        assertThat(caller.rest()).isEmpty();
        assertThat(before.rest()).isEmpty();
      }
    }
  }

  private EchoServer start(Transport transport, int connections) throws IOException {
    assumeTrue(transport.isAvailable(), transport.shown() + " is not available here");
    NetLimits most = new NetLimits(connections, 100, 1 << 20, 9, 0, Duration.ofSeconds(30));
    EchoServer server = EchoServer.start(transport, most);
    server.listeners.stun(this::accept);
    return server;
  }

  private void accept(Channel channel) {
    accepted.add(channel.pipeline().names());
    channel.pipeline().addLast(new Echo());
  }

  /// Sends back what it gets.
  static final class Echo extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      context.writeAndFlush(message);
    }
  }
}
