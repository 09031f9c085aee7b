// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.text.Utf8;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A client that does not read, with all transports there are.
final class SlowReaderTest {
  private static final Utf8 MESSAGE = Utf8.of("x".repeat(16 << 10));

  @ParameterizedTest
  @EnumSource
  void theListenerIsHeldUpAndToldWhenToGoOn(Transport transport) throws Exception {
    assumeTrue(transport.isAvailable(), transport.shown() + " is not available here");
    try (EchoServer server = EchoServer.start(transport, EchoServer.LIMITS);
        Caller caller = Caller.dialSmall(server.port())) {
      caller.send(Caller.upgrade("/echo", ""));
      assertThat(caller.answer().status()).isEqualTo(101);
      EchoServer.Session session = server.session();
      int sent = fill(session);
      // What the kernel takes, and little more of ours.
      assertThat(sent).isBetween(1, 1000);
      for (int i = 0; i < sent; i++) {
        assertThat(caller.frame()).hasSize("text ".length() + MESSAGE.length());
      }
      EchoServer.await("told that there is room", () -> session.writables.get() > 0);
      assertThat(caller.send(new ClientFrames().text("on")).frame()).isEqualTo("text on");
    }
  }

  @Test
  void whoIsAnsweredWithoutReadingIsLetGoInTheEnd() throws Exception {
    try (EchoServer server = EchoServer.start();
        Caller caller = Caller.dialSmall(server.port())) {
      caller.send(Caller.upgrade("/echo", ""));
      EchoServer.Session session = server.session();
      session.connection.execute(() -> {
        for (int i = 0; i < 2000; i++) {
          session.connection.send(MESSAGE);
          session.connection.flush();
        }
      });
      assertThat(session.end()).isEqualTo("4413 by us");
    }
  }

  /// Sends until there is no room for good: the kernel takes some of it a little later.
  private static int fill(EchoServer.Session session) throws Exception {
    int all = 0;
    for (int round = 0, more = 1; more > 0 || round < 20; round++) {
      CompletableFuture<Integer> sent = new CompletableFuture<>();
      session.connection.execute(() -> sent.complete(sendWhileWritable(session.connection)));
      more = sent.get(10, TimeUnit.SECONDS);
      all += more;
    }
    // Not to be reset: room may come between the last look and the reset, and be told just once.
    return all;
  }

  private static int sendWhileWritable(Connection connection) {
    int count = 0;
    while (connection.writable() && count < 5000) {
      connection.send(MESSAGE);
      connection.flush();
      count++;
    }
    return count;
  }
}
