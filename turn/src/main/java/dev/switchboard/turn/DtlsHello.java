// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A ClientHello as it came off the wire, in one record and whole: RFC 6347 §4.2. Immutable.
///
/// ```
///   record      type 22, version, epoch 0, sequence (48 bits), length          13 bytes
///   handshake   type 1, length (24), message number (16), fragment (24 + 24)   12 bytes
///   hello       version, random (32), session id, cookie, ciphers ...
/// ```
final class DtlsHello {
  static final int RECORD_HEADER = 13;
  private static final int BODY = RECORD_HEADER + 12;
  private static final int RANDOM = BODY + 2;
  private static final int SESSION = RANDOM + 32;
  private static final int HANDSHAKE = 22;
  private static final int CLIENT_HELLO = 1;
  private static final int MOST_SESSION = 32;

  private final byte[] record;
  private final int cookieAt;
  private final int cookieLength;

  private DtlsHello(byte[] record, int cookieAt) {
    this.record = record;
    this.cookieAt = cookieAt;
    this.cookieLength = record[cookieAt] & 0xff;
  }

  /// Whether the first record begins a handshake.
  static boolean isOne(ByteBuf packet) {
    int at = packet.readerIndex();
    return packet.readableBytes() > SESSION
        && packet.getByte(at) == HANDSHAKE
        && packet.getUnsignedShort(at + 3) == 0
        && packet.getByte(at + RECORD_HEADER) == CLIENT_HELLO;
  }

  /// Null for what is none, or is cut into fragments: those would have to be kept for a stranger.
  static @Nullable DtlsHello read(ByteBuf packet) {
    int at = packet.readerIndex();
    int length = packet.getUnsignedShort(at + 11);
    int whole = packet.getUnsignedMedium(at + 14);
    boolean complete =
        length <= packet.readableBytes() - RECORD_HEADER
            && whole == length - 12
            && packet.getUnsignedMedium(at + 19) == 0
            && packet.getUnsignedMedium(at + 22) == whole;
    if (!complete || RECORD_HEADER + length > DtlsContexts.HANDSHAKE_PACKET) {
      return null;
    }
    byte[] record = new byte[RECORD_HEADER + length];
    packet.getBytes(at, record);
    return of(record);
  }

  private static @Nullable DtlsHello of(byte[] record) {
    if (record.length <= SESSION) {
      return null;
    }
    int session = record[SESSION] & 0xff;
    int cookieAt = SESSION + 1 + session;
    if (session > MOST_SESSION || cookieAt >= record.length) {
      return null;
    }
    return cookieAt + (record[cookieAt] & 0xff) < record.length
        ? new DtlsHello(record, cookieAt)
        : null;
  }

  /// The sequence number of its record.
  long sequence() {
    return ByteBuffer.wrap(record).getLong(3) & 0xffff_ffff_ffffL;
  }

  boolean hasCookie() {
    return cookieLength > 0;
  }

  /// Whether its cookie is the one that a HelloVerifyRequest, a record too, asked for. Compared in
  /// constant time, as all that is made from a secret, though timing would tell nothing here: who
  /// sees how long it takes is told the right cookie for the asking, and who forges an address sees
  /// no answer.
  boolean hasCookieOf(byte[] verify) {
    int at = BODY + 2;
    if (verify.length <= at) {
      return false;
    }
    int end = Math.min(at + 1 + (verify[at] & 0xff), verify.length);
    return MessageDigest.isEqual(
        Arrays.copyOfRange(record, cookieAt, cookieAt + 1 + cookieLength),
        Arrays.copyOfRange(verify, at, end));
  }

  /// "Implementations MUST NOT negotiate DTLS version 1.0" (RFC 9325 §3.1.2).
  boolean isTooOld() {
    return record[BODY] == (byte) 0xfe && record[BODY + 1] == (byte) 0xff;
  }

  /// A fatal alert, protocol_version (RFC 5246 §7.2.2), for the client to try another one at once.
  byte[] refusal() {
    ByteBuffer alert = ByteBuffer.allocate(RECORD_HEADER + 2);
    alert.put((byte) 21).putShort((short) 0xfeff).putLong(sequence()).putShort((short) 2);
    return alert.put((byte) 2).put((byte) 70).array();
  }

  /// The same hello, sent again: "the client MUST use the same parameter values [...] as it did in
  /// the original ClientHello" (§4.2.1), so its random number tells.
  boolean isSameAs(DtlsHello other) {
    return MessageDigest.isEqual(
        Arrays.copyOfRange(record, RANDOM, SESSION),
        Arrays.copyOfRange(other.record, RANDOM, SESSION));
  }

  /// The record.
  ByteBuffer bytes() {
    return ByteBuffer.wrap(record).asReadOnlyBuffer();
  }

  /// What the client must have sent before it had a cookie, as the first message of record 0.
  ByteBuffer withoutCookie() {
    ByteBuffer first = ByteBuffer.allocate(record.length - cookieLength);
    first.put(record, 0, cookieAt).put((byte) 0);
    int rest = cookieAt + 1 + cookieLength;
    first.put(record, rest, record.length - rest).flip();
    int length = first.limit() - RECORD_HEADER;
    // The epoch is 0 as well.
    first.putLong(3, 0).putShort(11, (short) length);
    putMedium(first, 14, length - 12);
    first.putShort(17, (short) 0);
    putMedium(first, 22, length - 12);
    return first;
  }

  private static void putMedium(ByteBuffer bytes, int at, int value) {
    bytes.put(at, (byte) (value >> 16)).putShort(at + 1, (short) value);
  }
}
