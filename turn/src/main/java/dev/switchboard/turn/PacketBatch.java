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

/// The packets that one loop has in hand: received together, and sent together when all sockets
/// that were ready have been read. A packet is sent from where it was received. Confined to its
/// loop.
///
/// ```
///   slots     512 x 2048 bytes: headroom, then the packet
///   names     512 x  32: sockaddr_in or sockaddr_in6, where from and then where to
///   vectors   512 x  16: iovec
///   headers   512 x  64: mmsghdr, for receiving into slot after slot
///   sends      64 x  64: mmsghdr, for the packets of one socket
///   scratch         64: a name and an int, for calls that open a socket
///   error          256: msghdr, name, iovec and control of one error
/// ```
final class PacketBatch {
  static final int V4_NAME = 16;
  static final int V6_NAME = 28;

  private static final int SLOTS = 512;
  private static final int SLOT = 2048;
  private static final int BURST = 32;
  private static final int SENDS = 64;
  private static final int NAME = 32;
  private static final int VECTOR = 16;
  private static final int HEADER = 64;
  private static final long NAMES_AT = (long) SLOTS * SLOT;
  private static final long VECTORS_AT = NAMES_AT + (long) SLOTS * NAME;
  private static final long HEADERS_AT = VECTORS_AT + (long) SLOTS * VECTOR;
  private static final long SENDS_AT = HEADERS_AT + (long) SLOTS * HEADER;
  private static final long SCRATCH_AT = SENDS_AT + (long) SENDS * HEADER;
  private static final long ERROR_AT = SCRATCH_AT + HEADER;
  private static final long ERROR_NAME_AT = ERROR_AT + HEADER;
  private static final long ERROR_VECTOR_AT = ERROR_NAME_AT + NAME;
  private static final long ERROR_CONTROL_AT = ERROR_VECTOR_AT + VECTOR;
  private static final int ERROR_CONTROL = 128;
  private static final long BYTES = ERROR_CONTROL_AT + ERROR_CONTROL;

  /// More wait for the next look.
  private static final int MOST_ERRORS = 16;

  // Of linux/errqueue.h.
  private static final int CONTROL_HEADER = 16;
  private static final int ORIGIN_ICMP = 2;
  private static final int ORIGIN_ICMP6 = 3;

  private static final int IPPROTO_IP = 0;
  private static final int IP_MTU_DISCOVER = 10;
  private static final int NEVER = 0;
  private static final int PROBE = 3;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_DONTFRAG = 62;
  private static final int NONE = -1;

  private static final ValueLayout.OfShort NATIVE_SHORT = ValueLayout.JAVA_SHORT;
  private static final ValueLayout.OfInt NATIVE_INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong NATIVE_LONG = ValueLayout.JAVA_LONG;
  private static final ValueLayout.OfShort SHORT = NATIVE_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt INT = NATIVE_INT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG = NATIVE_LONG.withOrder(ByteOrder.BIG_ENDIAN);

  private final Executor loop;
  private final MemorySegment memory = Arena.ofAuto().allocate(BYTES, 64);
  private final long address = memory.address();
  private final ByteBuf[] buffers = new ByteBuf[SLOTS];
  private final int[] nextOf = new int[SLOTS];
  private final NativeSocket[] waiting = new NativeSocket[SLOTS];
  private final Runnable flush = this::flush;
  private int waitingCount;
  private int used;
  private int current = NONE;
  private boolean delivering;
  private boolean scheduled;

  PacketBatch(Executor loop) {
    this.loop = loop;
    for (int slot = 0; slot < SLOTS; slot++) {
      buffers[slot] =
          Unpooled.wrappedBuffer(memory.asSlice((long) slot * SLOT, SLOT).asByteBuffer());
      long header = HEADERS_AT + (long) slot * HEADER;
      memory.set(NATIVE_LONG, header, address + nameAt(slot));
      memory.set(NATIVE_LONG, header + 16, address + vectorAt(slot));
      memory.set(NATIVE_LONG, header + 24, 1);
      prepare(slot);
    }
  }

  private static long nameAt(int slot) {
    return NAMES_AT + (long) slot * NAME;
  }

  private static long vectorAt(int slot) {
    return VECTORS_AT + (long) slot * VECTOR;
  }

  /// Makes a slot ready to receive into.
  private void prepare(int slot) {
    memory.set(NATIVE_INT, HEADERS_AT + (long) slot * HEADER + 8, NAME);
    long vector = vectorAt(slot);
    memory.set(NATIVE_LONG, vector, address + (long) slot * SLOT + UdpSocket.HEADROOM);
    memory.set(NATIVE_LONG, vector + 8, UdpSocket.MOST);
  }

  /// Receives what is there, at most a burst. Whether there may be more.
  boolean receive(NativeSocket socket) {
    // Each packet may be answered with one more, which takes a slot of its own.
    if (used + 2 * BURST > SLOTS) {
      flush();
    }
    int first = used;
    int count = Libc.recvmmsg(socket.number(), address + HEADERS_AT + (long) first * HEADER, BURST);
    if (count <= 0) {
      return false;
    }
    used += count;
    delivering = true;
    try {
      for (int slot = first; slot < first + count; slot++) {
        deliver(socket, slot);
      }
    } finally {
      delivering = false;
      current = NONE;
    }
    return count == BURST;
  }

  private void deliver(NativeSocket socket, int slot) {
    long header = HEADERS_AT + (long) slot * HEADER;
    long name = nameAt(slot);
    if ((memory.get(NATIVE_INT, header + 48) & Libc.MSG_TRUNC) != 0) {
      return;
    }
    ByteBuf packet = buffers[slot];
    int length = memory.get(NATIVE_INT, header + 56);
    packet.setIndex(UdpSocket.HEADROOM, UdpSocket.HEADROOM + length);
    current = slot;
    int port = memory.get(SHORT, name + 2) & 0xffff;
    if (memory.get(NATIVE_SHORT, name) == Libc.AF_INET) {
      long low = memory.get(INT, name + 4) & 0xffffffffL;
      socket.receiver().received(packet, 0, low, port);
    } else {
      long high = memory.get(LONG, name + 8);
      socket.receiver().received(packet, high, memory.get(LONG, name + 16), port);
    }
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
      packet.getBytes(
          packet.readerIndex(), memory.asSlice((long) slot * SLOT, length).asByteBuffer());
      enqueue(socket, slot, 0, length, high, low, port);
    }
  }

  void send(NativeSocket socket, byte[] packet, int length, IpAddress to, int port) {
    int slot = claim();
    if (slot != NONE && length <= UdpSocket.MOST) {
      MemorySegment.copy(packet, 0, memory, ValueLayout.JAVA_BYTE, (long) slot * SLOT, length);
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
    for (int i = 0; i < MOST_ERRORS; i++) {
      memory.set(NATIVE_LONG, ERROR_AT, address + ERROR_NAME_AT);
      memory.set(NATIVE_INT, ERROR_AT + 8, NAME);
      memory.set(NATIVE_LONG, ERROR_AT + 16, address + ERROR_VECTOR_AT);
      memory.set(NATIVE_LONG, ERROR_AT + 24, 0);
      memory.set(NATIVE_LONG, ERROR_AT + 32, address + ERROR_CONTROL_AT);
      memory.set(NATIVE_LONG, ERROR_AT + 40, ERROR_CONTROL);
      if (Libc.recverror(socket.number(), address + ERROR_AT) < 0) {
        return;
      }
      tell(socket.receiver());
    }
  }

  /// The name is where the packet went that met the error.
  private void tell(UdpSocket.Receiver receiver) {
    long error = ERROR_CONTROL_AT + CONTROL_HEADER;
    if (memory.get(NATIVE_LONG, ERROR_AT + 40) < CONTROL_HEADER + 16) {
      return;
    }
    int origin = memory.get(ValueLayout.JAVA_BYTE, error + 4);
    int type = memory.get(ValueLayout.JAVA_BYTE, error + 5) & 0xff;
    int code = memory.get(ValueLayout.JAVA_BYTE, error + 6) & 0xff;
    int data = memory.get(NATIVE_INT, error + 8);
    int port = memory.get(SHORT, ERROR_NAME_AT + 2) & 0xffff;
    if (origin == ORIGIN_ICMP) {
      long low = memory.get(INT, ERROR_NAME_AT + 4) & 0xffffffffL;
      receiver.failed(0, low, port, type, code, data);
    } else if (origin == ORIGIN_ICMP6) {
      long high = memory.get(LONG, ERROR_NAME_AT + 8);
      long low = memory.get(LONG, ERROR_NAME_AT + 16);
      receiver.failed(high, low, port, type, code, data);
    }
  }

  private int claim() {
    if (used == SLOTS && !delivering) {
      flush();
    }
    return used < SLOTS ? used++ : NONE;
  }

  private void enqueue(
      NativeSocket socket, int slot, int from, int length, long high, long low, int port) {
    putName(nameAt(slot), socket.family(), high, low, port);
    long vector = vectorAt(slot);
    memory.set(NATIVE_LONG, vector, address + (long) slot * SLOT + from);
    memory.set(NATIVE_LONG, vector + 8, length);
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
    for (int i = 0; i < waitingCount; i++) {
      flush(waiting[i]);
    }
    waitingCount = 0;
    for (int slot = 0; slot < used; slot++) {
      prepare(slot);
    }
    used = 0;
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
      long vector = vectorAt(slot);
      long bytes = memory.get(NATIVE_LONG, vector);
      long size = memory.get(NATIVE_LONG, vector + 8);
      if (Libc.sendto(fd, bytes, size, address + nameAt(slot), length) < 0) {
        // An error that another packet met is told here once; it is not this one's.
        Libc.sendto(fd, bytes, size, address + nameAt(slot), length);
      }
      return;
    }
    while (slot != NONE) {
      int count = 0;
      for (; slot != NONE && count < SENDS; slot = nextOf[slot]) {
        putSend(count++, slot, length);
      }
      sendAll(fd, count);
    }
  }

  private void putSend(int index, int slot, int nameLength) {
    long header = SENDS_AT + (long) index * HEADER;
    memory.set(NATIVE_LONG, header, address + nameAt(slot));
    memory.set(NATIVE_INT, header + 8, nameLength);
    memory.set(NATIVE_LONG, header + 16, address + vectorAt(slot));
    memory.set(NATIVE_LONG, header + 24, 1);
  }

  /// What cannot be sent, because a peer is unreachable or a buffer full, is lost, and the rest
  /// goes on.
  private void sendAll(int fd, int count) {
    boolean again = true;
    for (int done = 0; done < count; ) {
      int sent = Libc.sendmmsg(fd, address + SENDS_AT + (long) done * HEADER, count - done);
      // An error that another packet met is told here once; it is not this one's.
      done += sent > 0 ? sent : again ? 0 : 1;
      again = sent > 0 || !again;
    }
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
