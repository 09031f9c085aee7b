// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.protocol.Alarm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Opening, limits and closing, with all transports there are.
final class ListenersTest {
  private static final Routes ROUTES = new Routes.Builder().build();

  @ParameterizedTest
  @EnumSource
  void aTakenPortIsNamed(Transport transport) throws Exception {
    try (EchoServer server = start(transport, 9, 9)) {
      assertThatThrownBy(() -> open("127.0.0.1", server.port(), transport))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "port: 127.0.0.1:%d is in use (expected: a free port; 0 picks one)", server.port());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAddressOfAnotherMachineIsNotAMatterOfThePort(Transport transport) {
    assumeTrue(transport.isAvailable(), transport.shown() + " is not available here");
    assertThatThrownBy(() -> open("192.0.2.1", 0, transport))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("host: cannot listen on 192.0.2.1:0");
  }

  /// After a restart they come at once, and what they get has to be ready.
  @ParameterizedTest
  @EnumSource
  void whoComesEarlyWaitsUntilTheDoorsOpen(Transport transport) throws Exception {
    assumeTrue(transport.isAvailable(), transport.shown() + " is not available here");
    var bind = new Listeners.Bind("127.0.0.1", transport, 1);
    var doors = List.of(new Listeners.Door(0, ROUTES, null));
    EarlyCaller.assertWaitsForTheDoors(Listeners.bind(bind, EchoServer.LIMITS, doors));
  }

  @Test
  void aHostThatIsNoneIsNamed() {
    assertThatThrownBy(() -> open("no.such.host.invalid", 0, Transport.NIO))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("host: cannot listen on no.such.host.invalid:0");
  }

  @Test
  void aCertificateThatIsNoneIsNamed() {
    var none = new Listeners.Certificate(Path.of("no.pem"), Path.of("no.key"));
    var bind = new Listeners.Bind("127.0.0.1", Transport.NIO, 1);
    var doors = List.of(new Listeners.Door(0, ROUTES, none));
    assertThatThrownBy(() -> Listeners.open(bind, EchoServer.LIMITS, doors))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("tls.cert: no.pem and tls.key: no.key (expected: ");
  }

  @ParameterizedTest
  @EnumSource
  void theServerIsFullAboveItsLimitUntilSomebodyLeaves(Transport transport) throws Exception {
    try (EchoServer server = start(transport, 3, 100)) {
      List<Caller> callers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        callers.add(Caller.webSocket(server.port()));
      }
      for (int i = 0; i < 20; i++) {
        assertIsTurnedAway(Caller.dial(server.port()));
      }
      EchoServer.await("count", () -> server.listeners.connections() == 3);
      callers.removeFirst().close();
      EchoServer.await("count", () -> server.listeners.connections() == 2);
      callers.add(Caller.webSocket(server.port()));
      for (Caller caller : callers) {
        caller.close();
      }
      EchoServer.await("all gone", () -> server.listeners.connections() == 0);
    }
  }

  @Test
  void oneAddressCannotTakeAllThePlaces() throws Exception {
    try (EchoServer server = start(Transport.best(), 100, 2);
        Caller one = Caller.webSocket(server.port());
        Caller two = Caller.webSocket(server.port())) {
      assertIsTurnedAway(Caller.dial(server.port()));
      InetAddress other = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
      InetAddress loopback = InetAddress.getLoopbackAddress();
      try (Caller neighbour = new Caller(new Socket(loopback, server.port(), other, 0))) {
        neighbour.send(Caller.upgrade("/echo", ""));
        assertThat(neighbour.answer().status()).isEqualTo(101);
      }
      two.hangUp();
      EchoServer.await("count", () -> server.listeners.connections() == 1);
      Caller.webSocket(server.port()).close();
      assertThat(one.send(new ClientFrames().text("still")).frame()).isEqualTo("text still");
    }
  }

  @ParameterizedTest
  @EnumSource
  void closingTellsAllAndWaitsForThemToLeave(Transport transport) throws Exception {
    EchoServer server = start(transport, 100, 100);
    List<Caller> callers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      callers.add(Caller.webSocket(server.port()));
    }
    Caller idle = Caller.dial(server.port()).send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(idle.answer().status()).isEqualTo(200);
    Thread closing = Thread.ofPlatform().start(() -> server.listeners.close(Duration.ofMinutes(1)));
    for (Caller caller : callers) {
      assertThat(caller.frame()).isEqualTo("close 1001 going away");
      caller.send(new ClientFrames().close(1001));
      assertThat(caller.rest()).isEmpty();
    }
    assertThat(idle.rest()).isEmpty();
    closing.join();
    for (int i = 0; i < 20; i++) {
      EchoServer.Session session = server.session();
      assertThat(session.end()).isEqualTo("1001 by us");
      session.connection.wake();
    }
    assertThatThrownBy(() -> Caller.dial(server.port())).isInstanceOf(IOException.class);
  }

  @Test
  void aClientThatDoesNotAnswerDoesNotKeepTheServer() throws Exception {
    EchoServer server = start(Transport.best(), 100, 100);
    Caller deaf = Caller.webSocket(server.port());
    server.listeners.close(Duration.ofMinutes(1));
    assertThat(deaf.frame()).isEqualTo("close 1001 going away");
    assertThat(server.session().end()).isEqualTo("1001 by us");
    deaf.close();
  }

  /// A connection that outlived its event loop would end with complaints in the log.
  @ParameterizedTest
  @EnumSource
  void whoIsStillThereIsHungUpOnBeforeTheLoopsEnd(Transport transport) throws Exception {
    try (Alarm _ = new Alarm()) {
      for (int round = 0; round < 20; round++) {
        EchoServer server = start(transport, 100, 100);
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
          callers.add(
              i % 2 == 0
                  ? Caller.webSocket(server.port())
                  : Caller.dial(server.port()).send("GET"));
        }
        server.listeners.close(Duration.ZERO);
        assertThat(server.listeners.connections()).isZero();
        for (Caller caller : callers) {
          caller.close();
        }
      }
    }
  }

  private static void assertIsTurnedAway(Caller caller) throws IOException {
    try (caller) {
      Caller.Answer answer = caller.answer();
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Connection")).isEqualTo("close");
      assertThat(answer.header("Retry-After")).isNotEmpty();
      assertThat(caller.rest()).isEmpty();
    }
  }

  private static EchoServer start(Transport transport, int all, int each) throws IOException {
    assumeTrue(transport.isAvailable(), transport.shown() + " is not available here");
    NetLimits most = new NetLimits(all, each, 1 << 20, 9, 0, Duration.ofSeconds(30));
    return EchoServer.start(transport, most);
  }

  private static void open(String host, int port, Transport transport) throws IOException {
    var bind = new Listeners.Bind(host, transport, 1);
    var doors = List.of(new Listeners.Door(port, ROUTES, null));
    Listeners.open(bind, EchoServer.LIMITS, doors).close();
  }
}
