// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.IpAddress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The packets that one loop has in hand: received together, and sent together when all sockets
/// that were ready have been read. A packet is sent from where it was received. Confined to its
/// loop.
///
/// ```
///   slots     512 x 2048 bytes: headroom, then the packet
///   names     512 x   32: sockaddr_in or sockaddr_in6, where from and then where to
///   scratch           64: a name and an int, for calls that open a socket
///
///   sent by now ── free ──┐      ┌── free, once what waits there is sent ──┐
///   [ waiting or delivered | used ▶ ........................... end | kept ]
/// ```
///
/// What is kept behind the end are packets of a burst so large that slots had to be freed before
/// all of it was delivered.
final class PacketBatch {
  static final int V4_NAME = 16;
  static final int V6_NAME = 28;

  /// The room for one of either.
  static final int NAME = 32;

  private static final Logger LOG = LoggerFactory.getLogger(PacketBatch.class);

  /// Nanoseconds between two faults that are told.
  private static final long QUIET = 1_000_000_000L;

  private static final int SLOTS = 512;
  private static final int SLOT = 2048;
  private static final long NAMES_AT = (long) SLOTS * SLOT;
  private static final long SCRATCH_AT = NAMES_AT + (long) SLOTS * NAME;
  private static final long BYTES = SCRATCH_AT + 64;

  /// What a packet that is delivered may take, for itself and for answers.
  private static final int RESERVE = 8;

  private static final int IPPROTO_IP = 0;
  private static final int IP_MTU_DISCOVER = 10;
  private static final int NEVER = 0;
  private static final int PROBE = 3;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_DONTFRAG = 62;
  private static final int NONE = -1;

  private static final ValueLayout.OfShort NATIVE_SHORT = ValueLayout.JAVA_SHORT;
  private static final ValueLayout.OfInt NATIVE_INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfShort SHORT = NATIVE_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt INT = NATIVE_INT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG.withOrder(ByteOrder.BIG_ENDIAN);

  private final Executor loop;
  private final MemorySegment memory = Arena.ofAuto().allocate(BYTES, 64);
  private final long address = memory.address();
  private final ByteBuf[] buffers = new ByteBuf[SLOTS];
  private final int[] nextOf = new int[SLOTS];
  private final int[] fromOf = new int[SLOTS];
  private final int[] sizeOf = new int[SLOTS];
  private final NativeSocket[] waiting = new NativeSocket[SLOTS];
  private final SegmentedSender sender;
  private final SegmentedReceiver receiver;
  private final SocketErrors errors = new SocketErrors();
  private final Runnable flush = this::flush;
  private int waitingCount;
  private int used;
  private int end = SLOTS;
  private int passes;
  private int current = NONE;
  private boolean delivering;
  private boolean scheduled;
  private long told = System.nanoTime() - QUIET;

  /// @param shares whether neighbours may share a way through the kernel
  /// @param together whether sockets may be asked to put together what they receive
  PacketBatch(Executor loop, boolean shares, boolean together) {
    this.loop = loop;
    this.sender = new SegmentedSender(memory, SLOTS, shares);
    this.receiver = new SegmentedReceiver(SLOTS, together);
    for (int slot = 0; slot < SLOTS; slot++) {
      buffers[slot] = Unpooled.wrappedBuffer(memory.asSlice(slotAt(slot), SLOT).asByteBuffer());
      receiver.place(slot, address + packetAt(slot), address + nameAt(slot));
    }
  }

  private static long slotAt(int slot) {
    return (long) slot * SLOT;
  }

  private static long packetAt(int slot) {
    return slotAt(slot) + UdpSocket.HEADROOM;
  }

  private static long nameAt(int slot) {
    return NAMES_AT + (long) slot * NAME;
  }

  /// Receives what is there, at most so many; how many there were.
  int receive(NativeSocket socket, int most) {
    if (end - used < 2 * SegmentedReceiver.BURST) {
      flush();
    }
    int first = used;
    int count = receiver.receive(socket.number(), first, most);
    if (count <= 0) {
      return 0;
    }
    used += count;
    delivering = true;
    try {
      for (int slot = first; slot < first + count; slot++) {
        deliverOrTell(socket, slot, first + count);
      }
    } finally {
      delivering = false;
      current = NONE;
    }
    return count;
  }

  /// A fault costs the packet that met it, not those behind it. Told once a second at most, since
  /// whoever found out how to cause one can do so for each packet.
  private void deliverOrTell(NativeSocket socket, int slot, int last) {
    try {
      deliver(socket, slot, last);
    } catch (RuntimeException fault) {
      long now = System.nanoTime();
      if (now - told >= QUIET) {
        told = now;
        LOG.error("turn: a fault dropped a packet to {}", socket.local(), fault);
      }
    }
  }

  /// @param last the end of the burst
  private void deliver(NativeSocket socket, int slot, int last) {
    int length = receiver.length(slot);
    int segment = receiver.segment(slot);
    boolean cut = receiver.isCut(slot);
    receiver.prepare(slot);
    if (cut) {
      return;
    }
    makeRoom(slot, last);
    if (segment == length) {
      handOver(socket, slot, slot, length);
      return;
    }
    // Whoever gets a packet may write before it and behind it: each has a slot of its own.
    for (int from = 0; from < length; from += segment) {
      makeRoom(slot, last);
      int size = Math.min(segment, length - from);
      if (size <= UdpSocket.MOST) {
        receiver.copy(slot, memory, packetAt(slot), from, size, packetAt(used));
        handOver(socket, slot, used++, size);
      }
    }
  }

  /// @param source whose name it is
  private void handOver(NativeSocket socket, int source, int slot, int length) {
    if (length > UdpSocket.MOST) {
      return;
    }
    ByteBuf packet = buffers[slot];
    packet.setIndex(UdpSocket.HEADROOM, UdpSocket.HEADROOM + length);
    current = slot;
    long name = nameAt(source);
    int port = memory.get(SHORT, name + 2) & 0xffff;
    if (port == 0) {
      // Nobody can be answered there.
      return;
    }
    if (memory.get(NATIVE_SHORT, name) == Libc.AF_INET) {
      long low = memory.get(INT, name + 4) & 0xffffffffL;
      socket.receiver().received(packet, 0, low, port);
    } else {
      long high = memory.get(LONG, name + 8);
      socket.receiver().received(packet, high, memory.get(LONG, name + 16), port);
    }
  }

  /// Where few slots are left, all but those of the burst that were not yet delivered are freed.
  private void makeRoom(int slot, int last) {
    if (end - used >= RESERVE) {
      return;
    }
    sendAll();
    boolean below = slot > SLOTS - last;
    used = below ? 0 : last;
    end = below ? slot : SLOTS;
  }

  /// How often all has been sent, which is once when the loop has read all that was ready.
  int passes() {
    return passes;
  }

  /// Sends when the loop has read all that is ready.
  @SuppressWarnings("ReferenceEquality") // This very slot, not one with the same bytes.
  void send(NativeSocket socket, ByteBuf packet, long high, long low, int port) {
    if (current != NONE && packet == buffers[current]) {
      enqueue(socket, current, packet.readerIndex(), packet.readableBytes(), high, low, port);
      return;
    }
    int length = packet.readableBytes();
    int slot = claim();
    if (slot != NONE && length <= UdpSocket.MOST) {
      packet.getBytes(packet.readerIndex(), buffers[slot].internalNioBuffer(0, length));
      enqueue(socket, slot, 0, length, high, low, port);
    }
  }

  void send(NativeSocket socket, byte[] packet, int length, IpAddress to, int port) {
    int slot = claim();
    if (slot != NONE && length <= UdpSocket.MOST) {
      MemorySegment.copy(packet, 0, memory, ValueLayout.JAVA_BYTE, slotAt(slot), length);
      enqueue(socket, slot, 0, length, to.high(), to.low(), port);
    }
  }

  /// There is no telling for each packet, so what waits goes first, and this one by itself.
  void sendWhole(NativeSocket socket, ByteBuf packet, long high, long low, int port) {
    flush(socket);
    int fd = socket.number();
    if (fd < 0) {
      return;
    }
    mayFragment(fd, socket.family(), false);
    send(socket, packet, high, low, port);
    flush(socket);
    mayFragment(fd, socket.family(), true);
  }

  /// Linux would set DF by itself. To probe means: whatever the path's MTU is thought to be, so
  /// that an error comes back and the client learns of it.
  void mayFragment(int fd, int family, boolean may) {
    if (family == Libc.AF_INET) {
      putInt(may ? NEVER : PROBE);
      Libc.setsockopt(fd, IPPROTO_IP, IP_MTU_DISCOVER, intAddress());
    } else {
      putInt(may ? 0 : 1);
      Libc.setsockopt(fd, IPPROTO_IPV6, IPV6_DONTFRAG, intAddress());
    }
  }

  /// Tells a socket's receiver of the ICMP errors that came back.
  void receiveErrors(NativeSocket socket) {
    errors.receive(socket);
  }

  private int claim() {
    if (used == end && !delivering) {
      flush();
    }
    return used < end ? used++ : NONE;
  }

  private void enqueue(
      NativeSocket socket, int slot, int from, int length, long high, long low, int port) {
    putName(nameAt(slot), socket.family(), high, low, port);
    fromOf[slot] = from;
    sizeOf[slot] = length;
    nextOf[slot] = NONE;
    if (socket.head == NONE) {
      socket.head = slot;
      waiting[waitingCount++] = socket;
    } else {
      nextOf[socket.tail] = slot;
    }
    socket.tail = slot;
    if (!scheduled) {
      scheduled = true;
      loop.execute(flush);
    }
  }

  private void putName(long name, int family, long high, long low, int port) {
    memory.set(NATIVE_SHORT, name, (short) family);
    memory.set(SHORT, name + 2, (short) port);
    if (family == Libc.AF_INET) {
      memory.set(INT, name + 4, (int) low);
    } else {
      // No flow, no scope.
      memory.set(NATIVE_INT, name + 4, 0);
      memory.set(LONG, name + 8, high);
      memory.set(LONG, name + 16, low);
      memory.set(NATIVE_INT, name + 24, 0);
    }
  }

  private void flush() {
    scheduled = false;
    passes++;
    sendAll();
    used = 0;
    end = SLOTS;
  }

  private void sendAll() {
    for (int i = 0; i < waitingCount; i++) {
      flush(waiting[i]);
    }
    waitingCount = 0;
  }

  /// Sends what waits on one socket.
  void flush(NativeSocket socket) {
    int slot = socket.head;
    socket.head = NONE;
    int fd = socket.number();
    int length = socket.family() == Libc.AF_INET ? V4_NAME : V6_NAME;
    if (fd < 0 || slot == NONE) {
      return;
    }
    if (nextOf[slot] == NONE) {
      long bytes = address + slotAt(slot) + fromOf[slot];
      int size = sizeOf[slot];
      if (Libc.sendto(fd, bytes, size, address + nameAt(slot), length) < 0) {
        // An error that another packet met is told here once; it is not this one's.
        Libc.sendto(fd, bytes, size, address + nameAt(slot), length);
      }
      return;
    }
    sender.begin(length);
    for (; slot != NONE; slot = nextOf[slot]) {
      sender.add(nameAt(slot), address + slotAt(slot) + fromOf[slot], sizeOf[slot]);
    }
    sender.send(fd);
  }

  /// Writes a name to call bind with.
  void name(int family, IpAddress ip, int port) {
    putName(SCRATCH_AT, family, ip.high(), ip.low(), port);
  }

  long nameAddress() {
    return address + SCRATCH_AT;
  }

  /// Of an int that is the name's length, or an option's value.
  long intAddress() {
    return address + SCRATCH_AT + NAME;
  }

  void putInt(int value) {
    memory.set(NATIVE_INT, SCRATCH_AT + NAME, value);
  }

  int namedPort() {
    return memory.get(SHORT, SCRATCH_AT + 2) & 0xffff;
  }
}
