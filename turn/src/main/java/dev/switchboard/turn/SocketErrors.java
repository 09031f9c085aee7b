// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Reads the ICMP errors that came back for what a socket has sent. One for each loop, and confined
/// to it.
///
/// ```
///   header    64: msghdr
///   name      32: where the packet went that met the error
///   vector    16: iovec, empty
///   control  128: cmsghdr, and sock_extended_err of linux/errqueue.h
/// ```
final class SocketErrors {
  private static final long NAME_AT = 64;
  private static final long VECTOR_AT = NAME_AT + PacketBatch.NAME;
  private static final long CONTROL_AT = VECTOR_AT + 16;
  private static final int CONTROL = 128;

  /// More wait for the next look.
  private static final int MOST = 16;

  private static final int CONTROL_HEADER = 16;
  private static final int ORIGIN_ICMP = 2;
  private static final int ORIGIN_ICMP6 = 3;

  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  private static final ValueLayout.OfInt NATIVE_INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong NATIVE_LONG = ValueLayout.JAVA_LONG;
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt INT = NATIVE_INT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG = NATIVE_LONG.withOrder(ByteOrder.BIG_ENDIAN);

  private final MemorySegment memory = Arena.ofAuto().allocate(CONTROL_AT + CONTROL, 64);

  /// Tells a socket's receiver.
  void receive(NativeSocket socket) {
    long address = memory.address();
    for (int i = 0; i < MOST; i++) {
      memory.set(NATIVE_LONG, 0, address + NAME_AT);
      memory.set(NATIVE_INT, 8, PacketBatch.NAME);
      memory.set(NATIVE_LONG, 16, address + VECTOR_AT);
      memory.set(NATIVE_LONG, 24, 0);
      memory.set(NATIVE_LONG, 32, address + CONTROL_AT);
      memory.set(NATIVE_LONG, 40, CONTROL);
      if (Libc.recverror(socket.number(), address) < 0) {
        return;
      }
      tell(socket.receiver());
    }
  }

  private void tell(UdpSocket.Receiver receiver) {
    long error = CONTROL_AT + CONTROL_HEADER;
    if (memory.get(NATIVE_LONG, 40) < CONTROL_HEADER + 16) {
      return;
    }
    int origin = memory.get(BYTE, error + 4);
    int type = memory.get(BYTE, error + 5) & 0xff;
    int code = memory.get(BYTE, error + 6) & 0xff;
    int data = memory.get(NATIVE_INT, error + 8);
    int port = memory.get(SHORT, NAME_AT + 2) & 0xffff;
    if (origin == ORIGIN_ICMP) {
      long low = memory.get(INT, NAME_AT + 4) & 0xffffffffL;
      receiver.failed(0, low, port, type, code, data);
    } else if (origin == ORIGIN_ICMP6) {
      long high = memory.get(LONG, NAME_AT + 8);
      long low = memory.get(LONG, NAME_AT + 16);
      receiver.failed(high, low, port, type, code, data);
    }
  }
}
