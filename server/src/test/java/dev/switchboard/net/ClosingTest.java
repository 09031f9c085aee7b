// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static dev.switchboard.net.ClientFrames.FIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The closing handshake over loopback (RFC 6455, sections 1.4, 5.5.1 and 7.1).
final class ClosingTest {
  private static EchoServer server;

  @BeforeAll
  static void start() throws IOException {
    server = EchoServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /// A line that is closed while data waits to be read is reset, which may overtake our last words.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 64, 2000})
  void whateverComesBehindTheirCloseTheyReadOurs(int kibibytes) throws Exception {
    ClientFrames frames = new ClientFrames().text("last").close(1000).ping("late");
    for (int i = 0; i < kibibytes; i++) {
      frames.frame(FIN | WebSocketReader.BINARY, new byte[1024]);
    }
    try (Caller caller = Caller.webSocket(server.port()).send(frames)) {
      assertThat(caller.frame()).isEqualTo("text last");
      assertThat(caller.frame()).isEqualTo("close 1000 ");
      assertThat(caller.rest()).isEmpty();
    }
    assertThat(server.session().end()).isEqualTo("1000 by peer");
  }

  /// Section 7.1.1: a client "SHOULD wait for the server to close the connection but MAY close the
  /// connection at any time".
  @Test
  void theServerClosesTheLineOfAClientThatDoesNot() throws Exception {
    try (Caller caller = Caller.webSocket(server.port())) {
      caller.send(new ClientFrames().close(4000));
      assertThat(caller.frame()).isEqualTo("close 4000 ");
      assertThat(caller.rest()).isEmpty();
      assertThat(server.session().end()).isEqualTo("4000 by peer");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void afterAMistakeThereIsOneCloseFrameAndTheEnd(boolean answers) throws Exception {
    try (Caller caller = Caller.webSocket(server.port())) {
      caller.send(new ClientFrames().text("good").frame(0xf1, "bad").text("late").ping("late"));
      assertThat(caller.frame()).isEqualTo("text good");
      assertThat(caller.frame()).startsWith("close 1002 ");
      if (answers) {
        caller.send(new ClientFrames().close(1002));
      }
      assertThat(caller.rest()).isEmpty();
    }
    assertThat(server.session().end()).isEqualTo("1002 by us");
  }

  @Test
  void nothingFollowsOurCloseAndTheirsEndsTheLine() throws Exception {
    EchoServer.Session session;
    try (Caller caller = Caller.webSocket(server.port())) {
      session = server.session();
      session.connection.execute(() -> session.connection.close(CloseReason.GOING_AWAY, ""));
      assertThat(caller.frame()).startsWith("close 1001 ");
      caller.send(new ClientFrames().text("late").ping("late").close(1001));
      assertThat(caller.rest()).isEmpty();
    }
    assertThat(session.end()).isEqualTo("1001 by us");
  }
}
