// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

import dev.switchboard.turn.stun.IpAddress.Family;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The value of one attribute within a packet: every look is checked against its length, and one
/// outside is [Malformed]. Moves from attribute to attribute; lives as long as the reading does.
final class AttributeValue {
  static final int MAGIC_COOKIE = 0x2112A442;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private final TransactionId id;
  private int from;
  private int length;

  AttributeValue(byte[] bytes, TransactionId id) {
    this.bytes = bytes;
    this.id = id;
  }

  void moveTo(int from, int length) {
    this.from = from;
    this.length = length;
  }

  int length() {
    return length;
  }

  void requireExactly(int expected) {
    requireExactly(expected, expected);
  }

  /// One of two lengths, for values whose padding some count and some do not.
  void requireExactly(int expected, int other) {
    if (length != expected && length != other) {
      throw new Malformed("attribute of " + length + " bytes (expected: " + expected + ")");
    }
  }

  void requireAtMost(int most) {
    if (length > most) {
      throw new Malformed("attribute of " + length + " bytes (expected: at most " + most + ")");
    }
  }

  int u8(int at) {
    return bytes[index(at, 1)] & 0xff;
  }

  int u16(int at) {
    return (u8(at) << 8) | u8(at + 1);
  }

  long u32(int at) {
    return (int) INT.get(bytes, index(at, 4)) & 0xffffffffL;
  }

  long u64(int at) {
    return (long) LONG.get(bytes, index(at, 8));
  }

  String text(int at) {
    return new String(bytes, index(at, 0), length - at, StandardCharsets.UTF_8);
  }

  Opaque opaque() {
    return Opaque.copyOf(bytes, from, length);
  }

  /// The address attribute in clear: RFC 8489 §14.1.
  Endpoint endpoint() {
    int port = u16(2);
    // "The first 8 bits of the MAPPED-ADDRESS MUST be set to 0 and MUST be ignored by receivers."
    return switch (u8(1)) {
      case 1 -> {
        // "If the address family is IPv4, the address MUST be 32 bits."
        requireExactly(8);
        yield new Endpoint(IpAddress.v4((int) u32(4)), port);
      }
      case 2 -> {
        // "If the address family is IPv6, the address MUST be 128 bits."
        requireExactly(20);
        yield new Endpoint(IpAddress.v6(u64(4), u64(12)), port);
      }
      default -> throw new Malformed("address family " + u8(1));
    };
  }

  Endpoint xorEndpoint() {
    return hide(endpoint(), id);
  }

  /// Hides an address, or shows a hidden one. "X-Port is computed by XOR'ing the mapped port with
  /// the most significant 16 bits of the magic cookie. If the IP address family is IPv4, X-Address
  /// is computed by XOR'ing the mapped IP address with the magic cookie. If the IP address family
  /// is IPv6, X-Address is computed by XOR'ing the mapped IP address with the concatenation of the
  /// magic cookie and the 96-bit transaction ID." (RFC 8489 §14.2)
  static Endpoint hide(Endpoint endpoint, TransactionId id) {
    IpAddress ip = endpoint.ip();
    int port = endpoint.port() ^ MAGIC_COOKIE >>> 16;
    if (ip.family() == Family.IPV4) {
      return new Endpoint(IpAddress.v4((int) ip.low() ^ MAGIC_COOKIE), port);
    }
    long mask = ((long) MAGIC_COOKIE << 32) | (id.high() & 0xffffffffL);
    return new Endpoint(IpAddress.v6(ip.high() ^ mask, ip.low() ^ id.low()), port);
  }

  private int index(int at, int size) {
    if (at + size > length) {
      throw new Malformed("attribute of " + length + " bytes, byte " + (at + size) + " missing");
    }
    return from + at;
  }
}
