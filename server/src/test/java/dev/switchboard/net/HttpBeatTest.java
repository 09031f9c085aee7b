// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an HTTP connection does with time and memory, without sockets.
final class HttpBeatTest {
  private static final String HEAD = "GET /room HTTP/1.1\r\nHost: a\r\n";

  private final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true, true);
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Loop loop = new Loop(channel.eventLoop());
  private String said = "";

  HttpBeatTest() {
    channel.config().setAllocator(memory);
    Routes routes = new Routes.Builder().build();
    channel.pipeline().addLast(new HttpServerCodec(), new HttpGate(loop, routes, Wire.LIMITS));
  }

  @AfterEach
  void nothingIsLeft() {
    channel.close();
    channel.runPendingTasks();
    said();
    assertThat(memory.metric().usedHeapMemory() + memory.metric().usedDirectMemory()).isZero();
    assertThat(loop.tenants()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GE", HEAD, HEAD + "Content-Length: 99\r\n\r\nabc"})
  void whoDoesNotComeToTheEndOfARequestIsClosedThoughBytesTrickleIn(String begun) {
    send(begun);
    for (int i = 1; i < Loop.BEATS_TO_DEATH; i++) {
      loop.beat();
      send(begun.isEmpty() ? "" : "x");
      assertThat(channel.isOpen()).isTrue();
    }
    loop.beat();
    channel.runPendingTasks();
    assertThat(channel.isOpen()).isFalse();
    assertThat(said()).isEmpty();
  }

  @Test
  void everyRequestIsASignOfLife() {
    for (int i = 0; i < 3; i++) {
      for (int beats = 1; beats < Loop.BEATS_TO_DEATH; beats++) {
        loop.beat();
      }
      send(HEAD + "\r\n");
      assertThat(said()).startsWith("HTTP/1.1 200");
    }
    assertThat(channel.isOpen()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GE", HEAD, HEAD + "Content-Length: 10\r\n\r\nabc", HEAD + "\r\n"})
  void aChannelThatClosesInTheMiddleGivesEverythingBack(String begun) {
    send(begun);
    channel.pipeline().fireChannelInactive();
  }

  @Test
  void whoAsksWithoutReadingIsNotListenedTo() {
    writable(false);
    assertThat(channel.config().isAutoRead()).isFalse();
    writable(true);
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void theServerGoingAwayClosesWithoutAWord() {
    loop.dismissAll();
    channel.runPendingTasks();
    assertThat(channel.isOpen()).isFalse();
    assertThat(said()).isEmpty();
  }

  private void send(String text) {
    if (!text.isEmpty()) {
      ByteBuf in = memory.buffer();
      in.writeCharSequence(text, StandardCharsets.ISO_8859_1);
      channel.writeInbound(in);
    }
  }

  private String said() {
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      said += out.toString(StandardCharsets.ISO_8859_1);
      out.release();
    }
    String all = said;
    said = "";
    return all;
  }

  private void writable(boolean now) {
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, now);
    channel.runPendingTasks();
  }
}
