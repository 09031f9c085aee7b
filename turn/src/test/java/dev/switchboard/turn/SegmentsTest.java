// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a loop sends in one go arrives as it was, whether or not it shares ways through the kernel.
@ParameterizedClass
@CsvSource({"EPOLL, true", "EPOLL, false", "IO_URING, true", "IO_URING, false"})
final class SegmentsTest {
  private static final IpAddress AT = RawUdp.address();

  private static final int SOL_SOCKET = 1;
  private static final int SO_NO_CHECK = 11;

  @Parameter(0)
  private TurnTransport transport;

  @Parameter(1)
  private boolean segments;

  private NativeLoop loop;

  @BeforeEach
  void begin() {
    loop = new NativeLoop(transport, segments, segments);
  }

  @AfterEach
  void end() {
    if (loop != null) {
      loop.close();
    }
  }

  private UdpSocket open(IpAddress at) throws Exception {
    return loop.open(at, false, (_, _, _, _) -> {});
  }

  /// One packet, and whom it is for.
  private record Sending(TestPeer to, int number, int size) {
    static List<Sending> of(TestPeer to, int... sizes) {
      List<Sending> all = new ArrayList<>();
      for (int size : sizes) {
        all.add(new Sending(to, all.size(), size));
      }
      return all;
    }

    byte[] payload() {
      byte[] payload = new byte[size];
      Arrays.fill(payload, (byte) number);
      return payload;
    }
  }

  /// All in one task, so that they wait for one flush.
  private void send(UdpSocket from, List<Sending> all) throws Exception {
    loop.run(() -> {
      for (Sending each : all) {
        from.send(each.payload(), each.size, each.to.address());
      }
    });
  }

  private void assertArrives(UdpSocket from, List<Sending> all) throws Exception {
    send(from, all);
    for (Sending each : all) {
      assertThat(each.to.receive()).isEqualTo(each.payload());
      assertThat(each.to.from()).isEqualTo(from.local());
    }
  }

  private static int[] sizes(int count, int size) {
    int[] sizes = new int[count];
    Arrays.fill(sizes, size);
    return sizes;
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "30, 1200", "64, 172", "65, 172", "150, 172", "60, 1200", "30, 1984"})
  void aBurstArrivesWholeAndInOrder(int count, int size) throws Exception {
    UdpSocket from = open(Lab.HERE);
    try (TestPeer peer = new TestPeer(new Endpoint(Lab.HERE, 0))) {
      assertArrives(from, Sending.of(peer, sizes(count, size)));
      assertArrives(from, Sending.of(peer, sizes(count, size)));
    }
  }

  @Test
  void overIpv6Too() throws Exception {
    UdpSocket from = open(Lab.HERE_V6);
    try (TestPeer one = new TestPeer(new Endpoint(Lab.HERE_V6, 0));
        TestPeer other = new TestPeer(new Endpoint(Lab.HERE_V6, 0))) {
      List<Sending> all = Sending.of(one, sizes(60, 1200));
      all.addAll(Sending.of(other, 1200, 1200, 7));
      assertArrives(from, all);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1200 1200 1200 80",
        "1200 80 80 1200",
        "80 1200 1200",
        "5 4 3 2 1",
        "1 2 3 4 5",
        "100 100 0 100 100",
        "0 0 0",
        "9"
      })
  void sizesMayDiffer(String sizes) throws Exception {
    UdpSocket from = open(Lab.HERE);
    try (TestPeer peer = new TestPeer(new Endpoint(Lab.HERE, 0))) {
      int[] each = Arrays.stream(sizes.split(" ")).mapToInt(Integer::parseInt).toArray();
      assertArrives(from, Sending.of(peer, each));
    }
  }

  @Test
  void destinationsMayAlternate() throws Exception {
    UdpSocket from = open(Lab.HERE);
    try (TestPeer one = new TestPeer(new Endpoint(Lab.HERE, 0));
        TestPeer other = new TestPeer(new Endpoint(AT, 0))) {
      List<Sending> all = new ArrayList<>();
      for (int round = 0; round < 20; round++) {
        all.addAll(Sending.of(one, 500));
        all.addAll(Sending.of(other, 500, 500));
      }
      assertArrives(from, all);
    }
  }

  /// Without checksums the kernel refuses segments: EINVAL.
  @Test
  void whatIsRefusedGoesOneByOneFromThenOn() throws Exception {
    NativeSocket from = (NativeSocket) open(Lab.HERE);
    try (TestPeer peer = new TestPeer(new Endpoint(Lab.HERE, 0));
        RawUdp raw = RawUdp.open(AT);
        TestPeer later = new TestPeer(new Endpoint(AT, 0))) {
      withoutChecksums(from, 1);
      for (int round = 0; round < 3; round++) {
        assertArrives(from, Sending.of(peer, 900, 900, 900, 50, 900, 900, 40, 40));
      }
      withoutChecksums(from, 0);
      assertArrives(from, Sending.of(later, 900, 900, 40, 40, 39, 39));
      assertThat(lengths(raw, later, 2 * 900 + 2 * 40 + 2 * 39))
          .isEqualTo(segments ? List.of(900, 900, 40, 40, 78) : List.of(900, 900, 40, 40, 39, 39));
    }
  }

  private static void withoutChecksums(NativeSocket socket, int value) {
    try (Arena arena = Arena.ofConfined()) {
      long at = arena.allocateFrom(ValueLayout.JAVA_INT, value).address();
      assertThat(Libc.setsockopt(socket.number(), SOL_SOCKET, SO_NO_CHECK, at)).isZero();
    }
  }

  /// Of the packets that carried so many bytes to a peer.
  private static List<Integer> lengths(RawUdp raw, TestPeer to, int bytes) throws IOException {
    List<Integer> lengths = new ArrayList<>();
    for (int seen = 0; seen < bytes; seen += lengths.getLast()) {
      lengths.add(raw.payload(to.address().port()));
    }
    return lengths;
  }

  /// Loopback carries segments uncut, so that a raw socket sees what shared a way.
  @Test
  void theyShareTheWay() throws Exception {
    UdpSocket from = open(Lab.HERE);
    try (RawUdp raw = RawUdp.open(AT);
        TestPeer peer = new TestPeer(new Endpoint(AT, 0))) {
      assertArrives(from, Sending.of(peer, 700, 700, 700, 9, 700));
      assertThat(lengths(raw, peer, 4 * 700 + 9))
          .isEqualTo(segments ? List.of(3 * 700 + 9, 700) : List.of(700, 700, 700, 9, 700));
    }
  }

  /// Two answers to somebody without a port are refused together, for no fault of the sharing.
  @Test
  void whatCannotBeSentAtAllDoesNotEndTheSharing() throws Exception {
    UdpSocket from = open(Lab.HERE);
    try (RawUdp raw = RawUdp.open(AT);
        TestPeer peer = new TestPeer(new Endpoint(AT, 0))) {
      Endpoint nobody = new Endpoint(Lab.HERE, 0);
      loop.run(() -> {
        from.send(new byte[32], 32, nobody);
        from.send(new byte[32], 32, nobody);
      });
      assertArrives(from, Sending.of(peer, 700, 700));
      assertThat(lengths(raw, peer, 2 * 700))
          .isEqualTo(segments ? List.of(2 * 700) : List.of(700, 700));
    }
  }

  @Test
  void aFaultCostsThePacketThatMetItAndNoOther() throws Exception {
    List<Integer> received = Collections.synchronizedList(new ArrayList<>());
    UdpSocket.Receiver faulty =
        (packet, _, _, _) -> {
          if (packet.readableBytes() == 2) {
            throw new IllegalStateException("made by this test");
          }
          received.add(packet.readableBytes());
        };
    UdpSocket to = loop.open(Lab.HERE, false, faulty);
    try (TestPeer peer = new TestPeer(new Endpoint(Lab.HERE, 0))) {
      for (int size = 1; size <= 5; size++) {
        peer.send(new byte[size], to.local());
      }
      Awaiting.until(() -> received.size() == 4);
      assertThat(received).containsExactly(1, 3, 4, 5);
    }
  }

  @Test
  void aDeadPeerBesideThemCostsNothing() throws Exception {
    UdpSocket from = open(Lab.HERE);
    TestPeer gone = new TestPeer(new Endpoint(Lab.HERE, 0));
    try (TestPeer live = new TestPeer(new Endpoint(Lab.HERE, 0))) {
      Endpoint nobody = gone.address();
      gone.close();
      for (int round = 0; round < 20; round++) {
        List<Sending> all = Sending.of(live, 300, 300, 300, 20);
        loop.run(() -> from.send(new byte[300], 300, nobody));
        assertArrives(from, all);
      }
    }
  }
}
