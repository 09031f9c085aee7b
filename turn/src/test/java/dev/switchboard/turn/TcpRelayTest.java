// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.turn.stun.ConnectionId;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.Lifetime;
import dev.switchboard.turn.stun.StunClass;
import dev.switchboard.turn.stun.StunMessage;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.XorPeerAddress;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// RFC 6062: what goes through a TCP relay, and how it ends.
final class TcpRelayTest {
  private Lab lab;
  private ServerSocket listening;
  private TcpClient client;
  private Endpoint relay;

  @BeforeEach
  void open() throws IOException {
    listening = TcpClient.listen();
    start(TurnTransport.best());
  }

  private void start(TurnTransport transport) throws IOException {
    lab = Lab.open(Lab.config().withLimits(Lab.unmetered()), transport);
    client = new TcpClient(lab);
    relay = client.allocate();
  }

  @AfterEach
  void close() throws IOException {
    lab.close();
    listening.close();
  }

  @ParameterizedTest
  @EnumSource
  void aClientConnectsToAPeer(TurnTransport transport) throws IOException {
    assumeTrue(transport.isAvailable(), transport + " is missing here");
    lab.close();
    start(transport);
    int id = client.connected(TcpClient.at(listening));
    try (Socket peer = TcpClient.accept(listening);
        Socket data = client.bound(id)) {
      assertThat(peer.getPort()).as("it leaves from the relay").isEqualTo(relay.port());
      talk(data, peer);
      talk(peer, data);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPeerWithPermissionConnectsToAClient(TurnTransport transport) throws IOException {
    assumeTrue(transport.isAvailable(), transport + " is missing here");
    lab.close();
    start(transport);
    TestClient.require(client.control.permit(new Endpoint(Lab.HERE, 1)));
    try (Socket peer = new Socket(relay.ip().toInetAddress(), relay.port())) {
      StunMessage attempt = client.control.read();
      assertThat(attempt.method()).isEqualTo(StunMethod.CONNECTION_ATTEMPT);
      assertThat(attempt.kind()).isEqualTo(StunClass.INDICATION);
      assertThat(attempt.first(XorPeerAddress.class))
          .contains(new XorPeerAddress(new Endpoint(Lab.HERE, peer.getLocalPort())));
      try (Socket data = client.bound(TcpClient.id(attempt))) {
        talk(data, peer);
        talk(peer, data);
      }
    }
  }

  @Test
  void aPeerWithoutPermissionIsTurnedAway() throws IOException {
    try (Socket peer = new Socket(relay.ip().toInetAddress(), relay.port())) {
      assertEnded(peer);
    }
    // The next that arrives is the answer to this: nothing was announced.
    assertThat(TestClient.code(client.control.request(StunMethod.REFRESH))).isZero();
  }

  @Test
  void whatComesWithTheConnectionBindReachesThePeerFirst() throws IOException {
    int id = client.connected(TcpClient.at(listening));
    TestClient data = client.data();
    data.learn(data.ask(StunMethod.CONNECTION_BIND, new ConnectionId(id)));
    byte[] bind = data.written(StunMethod.CONNECTION_BIND, new ConnectionId(id));
    byte[] both = Arrays.copyOf(bind, bind.length + 3);
    System.arraycopy(new byte[] {'a', 'b', 'c'}, 0, both, bind.length, 3);
    ((Wire.Stream) data.wire).sendRaw(both);
    TestClient.require(data.read());
    ((Wire.Stream) data.wire).sendRaw(new byte[] {'d'});
    try (Socket peer = TcpClient.accept(listening)) {
      assertThat(peer.getInputStream().readNBytes(4)).isEqualTo(new byte[] {'a', 'b', 'c', 'd'});
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatAPeerSaidBeforeItWasBoundAndEvenLeftArrives(TurnTransport transport) throws IOException {
    assumeTrue(transport.isAvailable(), transport + " is missing here");
    lab.close();
    start(transport);
    int id = client.connected(TcpClient.at(listening));
    byte[] said = random(100_000);
    try (Socket peer = TcpClient.accept(listening)) {
      peer.getOutputStream().write(said);
    }
    try (Socket data = client.bound(id)) {
      assertThat(data.getInputStream().readAllBytes()).isEqualTo(said);
    }
  }

  @Test
  void megabytesArriveWholeAndInOrderWhicheverLoopTheyCross() throws Exception {
    // The client's connections are dealt out to the loops in turn.
    for (int i = 0; i < 4; i++) {
      try (ServerSocket here = TcpClient.listen();
          Socket data = client.bound(client.connected(TcpClient.at(here)));
          Socket peer = TcpClient.accept(here)) {
        byte[] up = random(5_000_000);
        byte[] down = random(5_000_000);
        Thread one = send(data, up);
        Thread other = send(peer, down);
        Thread reader = Thread.ofVirtual().start(() -> assertReads(data, down));
        assertThat(peer.getInputStream().readNBytes(up.length)).isEqualTo(up);
        one.join();
        other.join();
        reader.join();
      }
    }
  }

  @Test
  void aSideThatDoesNotReadStopsTheOther() throws Exception {
    int id = client.connected(TcpClient.at(listening));
    try (Socket peer = TcpClient.accept(listening);
        Socket data = client.bound(id)) {
      assertStops(peer, data);
      assertStops(data, peer);
    }
  }

  /// Far more is sent than systems buffer, and is stopped; then it is read and all of it arrives.
  private static void assertStops(Socket from, Socket to) throws Exception {
    long size = 64 << 20;
    AtomicLong sent = new AtomicLong();
    Thread sender =
        Thread.ofVirtual()
            .start(() -> {
              byte[] chunk = new byte[16 << 10];
              try {
                while (sent.get() < size) {
                  from.getOutputStream().write(chunk);
                  sent.addAndGet(chunk.length);
                }
              } catch (IOException _) {
                // What is missing shows.
              }
            });
    long before = -1;
    for (int quiet = 0; quiet < 10 && sender.isAlive(); Thread.sleep(20)) {
      quiet = sent.get() == before ? quiet + 1 : 0;
      before = sent.get();
    }
    assertThat(sent).hasValueLessThan(size);
    for (long read = 0; read < size; ) {
      read += to.getInputStream().readNBytes(1 << 20).length;
    }
    sender.join();
  }

  @Test
  void whenThePeerClosesTheClientIsClosedAfterAllData() throws IOException {
    int id = client.connected(TcpClient.at(listening));
    byte[] last = random(300_000);
    Socket peer = TcpClient.accept(listening);
    try (Socket data = client.bound(id)) {
      send(peer, last);
      assertThat(data.getInputStream().readNBytes(last.length)).isEqualTo(last);
      peer.close();
      assertEnded(data);
    }
  }

  @Test
  void whenTheClientClosesThePeerIsClosedAfterAllData() throws IOException {
    int id = client.connected(TcpClient.at(listening));
    byte[] last = random(100_000);
    try (Socket peer = TcpClient.accept(listening)) {
      try (Socket data = client.bound(id)) {
        data.getOutputStream().write(last);
      }
      assertThat(peer.getInputStream().readAllBytes()).isEqualTo(last);
    }
  }

  @Test
  void withItsAllocationEveryConnectionEnds() throws IOException {
    int bound = client.connected(TcpClient.at(listening));
    try (Socket one = TcpClient.accept(listening);
        ServerSocket other = TcpClient.listen();
        Socket data = client.bound(bound)) {
      talk(data, one);
      int waiting = client.connected(TcpClient.at(other));
      client.control.request(StunMethod.REFRESH, new Lifetime(0));
      assertEnded(one);
      assertEnded(data);
      assertThat(code(waiting)).isEqualTo(400);
      assertThat(lab.events)
          .anyMatch(event -> event instanceof TurnEvent.Released r && r.toPeers() == 5);
    }
  }

  @Test
  void withTheControlConnectionEveryConnectionEnds() throws IOException {
    int bound = client.connected(TcpClient.at(listening));
    try (Socket peer = TcpClient.accept(listening);
        Socket data = client.bound(bound)) {
      talk(data, peer);
      client.control.close();
      assertEnded(peer);
      assertEnded(data);
    }
  }

  @Test
  void whatNobodyBindsIsClosedAfterHalfAMinute() throws IOException {
    int id = client.connected(TcpClient.at(listening));
    try (Socket peer = TcpClient.accept(listening)) {
      lab.pass(29);
      assertThat(code(id + 1)).isEqualTo(400);
      lab.pass(2);
      assertThat(code(id)).isEqualTo(400);
      assertEnded(peer);
    }
  }

  @Test
  void oneConnectionIsBoundOnce() throws IOException {
    int id = client.connected(TcpClient.at(listening));
    try (Socket peer = TcpClient.accept(listening);
        Socket data = client.bound(id)) {
      assertThat(code(id)).isEqualTo(400);
      talk(data, peer);
    }
  }

  private int code(int id) throws IOException {
    return TestClient.code(client.data().request(StunMethod.CONNECTION_BIND, new ConnectionId(id)));
  }

  private static void talk(Socket from, Socket to) throws IOException {
    from.getOutputStream().write(new byte[] {'h', 'e', 'l', 'l', 'o'});
    to.setSoTimeout(Wire.PATIENCE_MILLIS);
    assertThat(to.getInputStream().readNBytes(5)).isEqualTo(new byte[] {'h', 'e', 'l', 'l', 'o'});
  }

  private static Thread send(Socket to, byte[] bytes) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            to.getOutputStream().write(bytes);
          } catch (IOException _) {
            // What is missing shows.
          }
        });
  }

  private static void assertReads(Socket from, byte[] expected) {
    try {
      assertThat(from.getInputStream().readNBytes(expected.length)).isEqualTo(expected);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertEnded(Socket socket) throws IOException {
    socket.setSoTimeout(Wire.PATIENCE_MILLIS);
    try {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException _) {
      // Reset: ended too.
    }
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
