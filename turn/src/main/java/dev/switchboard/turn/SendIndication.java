// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.StunClass;
import dev.switchboard.turn.stun.StunMethod;
import io.netty.buffer.ByteBuf;

/// Reads Send indications and writes Data indications in place: the two messages that carry payload
/// and so must not allocate. One for each loop, filled anew by each packet.
final class SendIndication {
  static final int MAGIC_COOKIE = 0x2112A442;
  private static final int SEND = StunMethod.SEND.type(StunClass.INDICATION);
  private static final int DATA_INDICATION = StunMethod.DATA.type(StunClass.INDICATION);
  private static final int XOR_PEER_ADDRESS = 0x0012;
  private static final int DATA = 0x0013;
  private static final int DONT_FRAGMENT = 0x001a;
  private static final int HEADER = 20;
  private static final int MOST_ATTRIBUTES = 16;

  private boolean v6;
  private long high;
  private long low;
  private int port;
  private int dataAt;
  private int dataLength;
  private boolean whole;
  private long transaction;

  static boolean isOne(ByteBuf packet) {
    return packet.readableBytes() >= HEADER
        && packet.getUnsignedShort(packet.readerIndex()) == SEND;
  }

  /// Whether it is whole: a peer and data. "If one of these attributes is missing or invalid, then
  /// the message is discarded" (RFC 8656 §11.2), and so is one with attributes that are unknown but
  /// required.
  boolean read(ByteBuf packet) {
    int start = packet.readerIndex();
    int end = packet.writerIndex();
    if (packet.getInt(start + 4) != MAGIC_COOKIE
        || packet.getUnsignedShort(start + 2) != end - start - HEADER) {
      return false;
    }
    port = -1;
    whole = false;
    dataAt = -1;
    int count = 0;
    for (int at = start + HEADER; at + 4 <= end; ) {
      int length = packet.getUnsignedShort(at + 2);
      int next = at + 4 + ((length + 3) & ~3);
      if (next > end || ++count > MOST_ATTRIBUTES || !take(packet, start, at, length)) {
        return false;
      }
      at = next;
    }
    return port > 0 && dataAt >= 0;
  }

  private boolean take(ByteBuf packet, int start, int at, int length) {
    int type = packet.getUnsignedShort(at);
    return switch (type) {
      case XOR_PEER_ADDRESS -> port >= 0 || peer(packet, start, at + 4, length);
      case DATA -> dataAt >= 0 || data(at + 4, length);
      case DONT_FRAGMENT -> {
        whole = true;
        yield true;
      }
      default -> type >= 0x8000;
    };
  }

  private boolean data(int at, int length) {
    dataAt = at;
    dataLength = length;
    return true;
  }

  private boolean peer(ByteBuf packet, int start, int at, int length) {
    if ((length != 8 && length != 20) || packet.getByte(at + 1) != (length == 8 ? 1 : 2)) {
      return false;
    }
    v6 = length == 20;
    port = packet.getUnsignedShort(at + 2) ^ MAGIC_COOKIE >>> 16;
    if (v6) {
      high = packet.getLong(at + 4) ^ packet.getLong(start + 4);
      low = packet.getLong(at + 12) ^ packet.getLong(start + 12);
    } else {
      high = 0;
      low = (packet.getInt(at + 4) ^ MAGIC_COOKIE) & 0xffffffffL;
    }
    return true;
  }

  boolean isV6() {
    return v6;
  }

  /// Whether it must not be fragmented on its way.
  boolean isWhole() {
    return whole;
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  int port() {
    return port;
  }

  /// Narrows the packet to its payload.
  void narrow(ByteBuf packet) {
    packet.setIndex(dataAt, dataAt + dataLength);
  }

  /// Puts the header of a Data indication before what is readable, and padding behind it.
  void wrap(ByteBuf packet, boolean fromV6, long peerHigh, long peerLow, int peerPort) {
    int length = packet.readableBytes();
    int address = fromV6 ? 20 : 8;
    int at = packet.readerIndex() - HEADER - 4 - address - 4;
    int body = 4 + address + 4 + ((length + 3) & ~3);
    packet.setShort(at, DATA_INDICATION).setShort(at + 2, body).setInt(at + 4, MAGIC_COOKIE);
    // Nobody answers an indication: a number that does not repeat is enough.
    packet.setInt(at + 8, 0).setLong(at + 12, ++transaction);
    int peer = at + HEADER;
    packet.setShort(peer, XOR_PEER_ADDRESS).setShort(peer + 2, address);
    packet.setShort(peer + 4, fromV6 ? 2 : 1).setShort(peer + 6, peerPort ^ MAGIC_COOKIE >>> 16);
    if (fromV6) {
      packet.setLong(peer + 8, peerHigh ^ packet.getLong(at + 4));
      packet.setLong(peer + 16, peerLow ^ packet.getLong(at + 12));
    } else {
      packet.setInt(peer + 8, (int) peerLow ^ MAGIC_COOKIE);
    }
    packet.setShort(peer + 4 + address, DATA).setShort(peer + 6 + address, length);
    packet.readerIndex(at);
    while (packet.readableBytes() % 4 != 0) {
      packet.writeByte(0);
    }
  }
}
