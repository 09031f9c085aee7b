// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Receives many datagrams with one call, each into a slot of a [PacketBatch]. Where the kernel has
/// put datagrams of one source and one size together (UDP_GRO, Linux 5.0), what exceeds the slot
/// goes to a space behind it, and is copied into slots of its own from there; the last may be
/// shorter. Confined to the loop of its batch.
///
/// ```
///   headers   mmsghdr, one for each slot
///   vectors   two iovec for each slot: it, and the space behind it
///   controls  cmsghdr with the size of a segment, one for each slot
///   behind    16 spaces: slots that lie side by side have different ones
/// ```
final class SegmentedReceiver {
  /// Datagrams that one call receives, put together or not.
  static final int BURST = 16;

  // Of linux/udp.h.
  private static final int IPPROTO_UDP = 17;
  private static final int UDP_GRO = 104;

  private static final int WHOLE = 64 << 10;
  private static final int BEHIND = WHOLE - UdpSocket.MOST;
  private static final int HEADER = 64;
  private static final int VECTORS = 32;
  private static final int CONTROL = 24;
  private static final int CONTROL_LENGTH = 20;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

  private final MemorySegment memory;
  private final long controlsAt;
  private final long behindAt;

  /// @param slots how many there are
  /// @param together whether sockets may be asked to put datagrams together
  SegmentedReceiver(int slots, boolean together) {
    long vectorsAt = (long) slots * HEADER;
    this.controlsAt = vectorsAt + (long) slots * VECTORS;
    this.behindAt = controlsAt + (long) slots * CONTROL;
    int spaces = together ? BURST : 0;
    this.memory = Arena.ofAuto().allocate(behindAt + (long) spaces * BEHIND, 64);
    long base = memory.address();
    for (int slot = 0; slot < slots; slot++) {
      long header = headerAt(slot);
      long vectors = vectorsAt + (long) slot * VECTORS;
      memory.set(LONG, header + 16, base + vectors);
      memory.set(LONG, header + 24, together ? 2 : 1);
      memory.set(LONG, header + 32, base + controlAt(slot));
      memory.set(LONG, vectors + 8, UdpSocket.MOST);
      if (together) {
        memory.set(LONG, vectors + 16, base + behindAt(slot));
        memory.set(LONG, vectors + 24, BEHIND);
      }
      prepare(slot);
    }
  }

  /// Asks the kernel to put together what it can, from 5.0 on; whether it will.
  static boolean ask(int fd, long one) {
    return Libc.setsockopt(fd, IPPROTO_UDP, UDP_GRO, one) == 0;
  }

  static boolean isSupported() {
    int fd = Libc.datagramSocket(Libc.AF_INET);
    if (fd < 0) {
      return false;
    }
    try (Arena arena = Arena.ofConfined()) {
      return ask(fd, arena.allocateFrom(INT, 1).address());
    } finally {
      Libc.close(fd);
    }
  }

  private static long headerAt(int slot) {
    return (long) slot * HEADER;
  }

  private long controlAt(int slot) {
    return controlsAt + (long) slot * CONTROL;
  }

  private long behindAt(int slot) {
    return behindAt + (long) (slot % BURST) * BEHIND;
  }

  /// Says where a slot's packet and its source go.
  void place(int slot, long packet, long name) {
    long header = headerAt(slot);
    memory.set(LONG, header, name);
    memory.set(LONG, memory.get(LONG, header + 16) - memory.address(), packet);
  }

  /// The kernel has put what it wrote in the place of what it might write.
  void prepare(int slot) {
    memory.set(INT, headerAt(slot) + 8, PacketBatch.NAME);
    memory.set(LONG, headerAt(slot) + 40, CONTROL);
  }

  /// How many datagrams there were.
  int receive(int fd, int slot, int most) {
    return Libc.recvmmsg(fd, memory.address() + headerAt(slot), most);
  }

  /// How long all is together; nothing is longer than was asked for, unless it was cut.
  int length(int slot) {
    return memory.get(INT, headerAt(slot) + 56);
  }

  boolean isCut(int slot) {
    return (memory.get(INT, headerAt(slot) + 48) & Libc.MSG_TRUNC) != 0;
  }

  /// How long each is of those that were put together; all of it where it is but one.
  int segment(int slot) {
    int length = length(slot);
    long control = controlAt(slot);
    if (memory.get(LONG, headerAt(slot) + 40) < CONTROL_LENGTH
        || memory.get(INT, control + 8) != IPPROTO_UDP
        || memory.get(INT, control + 12) != UDP_GRO) {
      return length;
    }
    int size = memory.get(INT, control + 16);
    return size > 0 && size < length ? size : length;
  }

  /// Copies a part of what was put together, which may lie across the end of its slot.
  ///
  /// @param packets what holds the slots
  /// @param start of the slot's packet therein
  void copy(int slot, MemorySegment packets, long start, int from, int length, long to) {
    int inside = Math.clamp(UdpSocket.MOST - from, 0, length);
    MemorySegment.copy(packets, start + from, packets, to, inside);
    long behind = behindAt(slot) + from + inside - UdpSocket.MOST;
    MemorySegment.copy(memory, behind, packets, to + inside, length - inside);
  }
}
