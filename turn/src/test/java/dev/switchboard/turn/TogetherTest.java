// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import io.netty.buffer.ByteBuf;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the kernel has put together (UDP_GRO) is taken apart as it was sent, and what it has not is
/// received all the same. On loopback it leaves together what was sent as segments.
@ParameterizedClass
@CsvSource({"EPOLL, true", "EPOLL, false", "IO_URING, true", "IO_URING, false"})
final class TogetherTest {
  private static final int IPPROTO_UDP = 17;
  private static final int UDP_SEGMENT = 103;

  @Parameter(0)
  private TurnTransport transport;

  @Parameter(1)
  private boolean together;

  private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
  private NativeLoop loop;

  @BeforeEach
  void begin() {
    loop = new NativeLoop(transport, true, together);
  }

  @AfterEach
  void end() {
    if (loop != null) {
      loop.close();
    }
  }

  private NativeSocket open(IpAddress at, UdpSocket.Receiver receiver) throws Exception {
    return open(at, true, receiver);
  }

  private NativeSocket open(IpAddress at, boolean door, UdpSocket.Receiver receiver)
      throws Exception {
    return loop.open(at, door, receiver);
  }

  /// Keeps what comes, and leaves its mark before and behind it, as whoever relays does.
  private void keep(ByteBuf packet, long high, long low, int port) {
    byte[] bytes = new byte[packet.readableBytes()];
    packet.getBytes(packet.readerIndex(), bytes);
    received.add(bytes);
    packet.setZero(packet.readerIndex() - UdpSocket.HEADROOM, UdpSocket.HEADROOM);
    for (int i = 0; i < 3 && packet.isWritable(); i++) {
      packet.writeByte(0xee);
    }
  }

  private static byte[] payload(int number, int size) {
    byte[] payload = new byte[size];
    for (int i = 0; i < size; i++) {
      payload[i] = (byte) (31 * number + i);
    }
    return payload;
  }

  private byte[] next() throws InterruptedException {
    byte[] bytes = received.poll(Wire.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    assertThat(bytes).as("a packet").isNotNull();
    return bytes;
  }

  /// Numbered packets in one task, so that they share ways; returns when they have left.
  private void send(UdpSocket from, UdpSocket to, int... sizes) throws Exception {
    loop.run(() -> {
      for (int i = 0; i < sizes.length; i++) {
        from.send(payload(i, sizes[i]), sizes[i], to.local());
      }
    });
  }

  private static int[] sizes(String text) {
    return Arrays.stream(text.split(" "))
        .flatMap(each -> {
          int star = each.indexOf('*');
          int count = star < 0 ? 1 : Integer.parseInt(each.substring(0, star));
          return Collections.nCopies(count, each.substring(star + 1)).stream();
        })
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3*700 9",
        "2*1",
        "64*172",
        "53*1200 1199",
        "32*1984 10",
        "20*1984 20*1983",
        "5 2*6 3*7",
        "1200",
        "0 3*50 0"
      })
  void eachArrivesAsItWasSent(String list) throws Exception {
    eachArrives(list, true);
    eachArrives(list, false);
  }

  private void eachArrives(String list, boolean door) throws Exception {
    UdpSocket from = open(Lab.HERE, (_, _, _, _) -> {});
    UdpSocket to = open(Lab.HERE, door, this::keep);
    int[] sizes = sizes(list);
    for (int round = 0; round < 3; round++) {
      send(from, to, sizes);
      for (int i = 0; i < sizes.length; i++) {
        assertThat(next()).isEqualTo(payload(i, sizes[i]));
      }
    }
    assertThat(received).isEmpty();
  }

  @Test
  void overIpv6Too() throws Exception {
    UdpSocket from = open(Lab.HERE_V6, (_, _, _, _) -> {});
    Endpoint source = from.local();
    BlockingQueue<Endpoint> sources = new LinkedBlockingQueue<>();
    UdpSocket to =
        open(
            Lab.HERE_V6,
            (packet, high, low, port) -> {
              sources.add(new Endpoint(IpAddress.v6(high, low), port));
              keep(packet, high, low, port);
            });
    // An IPv4 name is shorter, and what it left must not shorten the next one.
    UdpSocket fromV4 = open(Lab.HERE, (_, _, _, _) -> {});
    UdpSocket toV4 = open(Lab.HERE, this::keep);
    for (int round = 0; round < 3; round++) {
      for (boolean v6 : new boolean[] {false, true}) {
        send(v6 ? from : fromV4, v6 ? to : toV4, sizes("20*300 7"));
        for (int i = 0; i < 20; i++) {
          assertThat(next()).isEqualTo(payload(i, 300));
        }
        assertThat(next()).isEqualTo(payload(20, 7));
      }
    }
    assertThat(sources).hasSize(3 * 21).containsOnly(source);
  }

  /// On the loop's thread, which cannot read while we do.
  @Test
  void theKernelPutsThemTogetherIfItIsAsked() throws Exception {
    NativeSocket from = open(Lab.HERE, (_, _, _, _) -> {});
    NativeSocket to = open(Lab.HERE, this::keep);
    String seen =
        loop.call(() -> {
          for (int i = 0; i < 4; i++) {
            from.send(payload(i, 700), i < 3 ? 700 : 9, to.local());
          }
          from.close(() -> {});
          SegmentedReceiver receiver = new SegmentedReceiver(16, together);
          MemorySegment space = Arena.ofAuto().allocate(16 * 2100, 64);
          for (int slot = 0; slot < 16; slot++) {
            long at = space.address() + slot * 2100L;
            receiver.place(slot, at, at + 2048);
          }
          int count = receiver.receive(to.number(), 0, 16);
          return count + " of " + receiver.length(0) + " by " + receiver.segment(0);
        });
    assertThat(seen).isEqualTo(together ? "1 of 2109 by 700" : "4 of 700 by 700");
  }

  /// More than there are slots come at once, and each is answered from where it was received.
  @Test
  void moreThanThereAreSlotsComeAndGo() throws Exception {
    UdpSocket from = open(Lab.HERE, this::keep);
    UdpSocket[] echo = new UdpSocket[1];
    echo[0] =
        open(
            Lab.HERE,
            (packet, high, low, port) -> {
              int at = packet.readerIndex() - 4;
              packet.setInt(at, packet.readableBytes());
              packet.readerIndex(at);
              echo[0].send(packet, high, low, port);
            });
    // Apart, each takes so much of the socket's buffer that fewer have room.
    int[] sizes = new int[together ? 1000 : 200];
    Arrays.fill(sizes, 60);
    for (int round = 0; round < 5; round++) {
      send(from, echo[0], sizes);
      for (int i = 0; i < sizes.length; i++) {
        byte[] bytes = next();
        assertThat(bytes).hasSize(64).startsWith(0, 0, 0, 60);
        assertThat(Arrays.copyOfRange(bytes, 4, 64)).as("packet %d", i).isEqualTo(payload(i, 60));
      }
    }
  }

  /// Segments that are larger than any slot, and a last one that is not.
  @Test
  void whatIsTooLargeIsDroppedAndTheRestArrives() throws Exception {
    NativeSocket from = open(Lab.HERE, (_, _, _, _) -> {});
    NativeSocket to = open(Lab.HERE, this::keep);
    loop.run(() -> {
      try (Arena arena = Arena.ofConfined()) {
        long size = arena.allocateFrom(ValueLayout.JAVA_INT, 2500).address();
        assertThat(Libc.setsockopt(from.number(), IPPROTO_UDP, UDP_SEGMENT, size)).isZero();
        MemorySegment name = arena.allocate(16, 8);
        name.set(ValueLayout.JAVA_SHORT, 0, (short) Libc.AF_INET);
        name.set(ValueLayout.JAVA_SHORT, 2, Short.reverseBytes((short) to.local().port()));
        name.set(ValueLayout.JAVA_INT, 4, Integer.reverseBytes((int) Lab.HERE.low()));
        MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, payload(0, 5100));
        for (int length : new int[] {5100, 2500, 2400, 1985, 1984}) {
          long sent = Libc.sendto(from.number(), bytes.address(), length, name.address(), 16);
          assertThat(sent).isEqualTo(length);
        }
      }
    });
    assertThat(next()).isEqualTo(Arrays.copyOfRange(payload(0, 5100), 5000, 5100));
    assertThat(next()).isEqualTo(payload(0, 1984));
    assertThat(received).isEmpty();
  }
}
