// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/// Turns bytes into a message. Stateless; any thread may call it.
///
/// ```
///  0                   1                   2                   3
///  |0 0|   type: method and class  |        length behind it       |
///  |                   magic cookie 0x2112A442                     |
///  |                    transaction id, 96 bits                    |
///  |  attributes: type, length, value padded to four bytes ...     |
/// ```
public final class StunReader {
  /// "All STUN messages comprise a 20-byte header followed by zero or more attributes" (RFC 8489
  /// §5).
  public static final int HEADER = 20;

  /// More than any message needs; bounds what a hostile packet may cost.
  static final int MOST_ATTRIBUTES = 32;

  private final byte[] bytes;
  private final int length;
  private final AttributeValue value;
  private final List<StunAttribute> known = new ArrayList<>(8);
  private final List<Integer> unknown = new ArrayList<>(0);
  private int sha1At;
  private int sha256At;
  private boolean ended;

  private StunReader(byte[] bytes, int length, TransactionId id) {
    this.bytes = bytes;
    this.length = length;
    this.value = new AttributeValue(bytes, id);
  }

  /// Reads a packet that fills `bytes` up to `length`. What is returned keeps the array: it must
  /// not change while that is in use. Throws [Malformed] for what is no STUN message.
  public static ReceivedStun read(byte[] bytes, int length) {
    if (!isStun(bytes, length)) {
      throw new Malformed("not STUN");
    }
    int type = u16(bytes, 0);
    StunMethod method = StunMethod.of(type);
    if (method == null) {
      throw new Malformed("unknown method");
    }
    TransactionId id = id(bytes);
    StunReader reader = new StunReader(bytes, length, id);
    reader.readAttributes();
    StunMessage message = new StunMessage(StunClass.of(type), method, id, reader.known);
    return new ReceivedStun(message, reader.unknown, bytes, reader.sha1At, reader.sha256At);
  }

  /// Whether the header is one of STUN and its length that of the packet.
  static boolean isStun(byte[] bytes, int length) {
    // "The most significant 2 bits of every STUN message MUST be zeroes." (§5)
    return length >= HEADER
        && (bytes[0] & 0xc0) == 0
        // "The Magic Cookie field MUST contain the fixed value 0x2112A442 in network byte order."
        && i32(bytes, 4) == AttributeValue.MAGIC_COOKIE
        // "The message length MUST contain the size of the message in bytes, not including the
        // 20-byte STUN header." (§5)
        && u16(bytes, 2) == length - HEADER
        && length % 4 == 0;
  }

  private void readAttributes() {
    int count = 0;
    for (int at = HEADER; at < length; ) {
      int type = u16(bytes, at);
      int size = u16(bytes, at + 2);
      int next = at + 4 + (size + 3) / 4 * 4;
      // "Each attribute MUST be TLV encoded" (§14): the value ends within the message.
      if (next > length || ++count > MOST_ATTRIBUTES) {
        throw new Malformed("attribute of " + size + " bytes ends outside, or one too many");
      }
      value.moveTo(at + 4, size);
      take(at, type, next);
      at = next;
    }
  }

  private void take(int at, int type, int next) {
    // "When present, the FINGERPRINT attribute MUST be the last attribute in the message" (§14.7)
    if (ended) {
      throw new Malformed("attribute behind FINGERPRINT");
    }
    if (isIgnored(type)) {
      return;
    }
    StunAttribute attribute = AttributeTypes.read(type, value);
    if (attribute == null) {
      noteUnknown(type);
      return;
    }
    note(attribute, at, next);
    known.add(attribute);
  }

  /// "agents MUST ignore all attributes that follow MESSAGE-INTEGRITY, with the exception of the
  /// MESSAGE-INTEGRITY-SHA256 and FINGERPRINT attributes. Similarly, agents MUST ignore all
  /// attributes that follow the MESSAGE-INTEGRITY-SHA256 attribute if the MESSAGE-INTEGRITY
  /// attribute is not present, with the exception of the FINGERPRINT attribute." (§9)
  private boolean isIgnored(int type) {
    return switch (type) {
      case Fingerprint.TYPE -> false;
      case MessageIntegritySha256.TYPE -> sha256At != 0;
      default -> sha1At != 0 || sha256At != 0;
    };
  }

  private void noteUnknown(int type) {
    // "Attributes with type values between 0x0000 and 0x7FFF are comprehension-required attributes"
    // (§14); the others are skipped.
    if (type < 0x8000) {
      unknown.add(type);
    }
  }

  private void note(StunAttribute attribute, int at, int next) {
    if (attribute instanceof MessageIntegrity) {
      sha1At = at;
    } else if (attribute instanceof MessageIntegritySha256) {
      sha256At = at;
    } else if (attribute instanceof Fingerprint fingerprint) {
      ended = true;
      if (next != length || fingerprint.crc() != crc(bytes, at)) {
        throw new Malformed("wrong fingerprint");
      }
    }
  }

  /// "the CRC-32 of the STUN message up to (but excluding) the FINGERPRINT attribute itself, XOR'ed
  /// with the 32-bit value 0x5354554e" (§14.7). The length field already counts it.
  static int crc(byte[] bytes, int covered) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, covered);
    return (int) crc.getValue() ^ Fingerprint.XOR;
  }

  private static TransactionId id(byte[] bytes) {
    long low = ((long) i32(bytes, 12) << 32) | (i32(bytes, 16) & 0xffffffffL);
    return new TransactionId(i32(bytes, 8), low);
  }

  private static int u16(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
  }

  private static int i32(byte[] bytes, int at) {
    return (u16(bytes, at) << 16) | u16(bytes, at + 2);
  }
}
