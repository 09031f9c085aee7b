// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes one message after the other into the same array; one thread at a time. Allocates the
/// array and nothing else but what encoding text and signing take.
public final class StunWriter {
  private final byte[] bytes;
  private int length;
  private TransactionId id = new TransactionId(0, 0);

  /// For messages of at most that many bytes; a longer one throws [ArrayIndexOutOfBoundsException].
  public StunWriter(int most) {
    this.bytes = new byte[most];
  }

  /// What was written, to be sent by another thread.
  public StunWriter copy() {
    StunWriter copy = new StunWriter(length);
    System.arraycopy(bytes, 0, copy.bytes, 0, length);
    copy.length = length;
    return copy;
  }

  /// Begins a message anew, forgetting what was written.
  public StunWriter begin(StunClass kind, StunMethod method, TransactionId id) {
    this.id = id;
    this.length = 0;
    u16(method.type(kind)).u16(0).u32(AttributeValue.MAGIC_COOKIE);
    return u32(id.high()).u64(id.low());
  }

  /// Begins the answer to a request of RFC 3489, which has 128 bits of its own in place of cookie
  /// and id.
  StunWriter beginClassic(StunClass kind, byte[] request) {
    this.length = 0;
    u16(StunMethod.BINDING.type(kind)).u16(0);
    System.arraycopy(request, 4, bytes, 4, 16);
    length = StunReader.HEADER;
    return this;
  }

  public StunWriter add(List<? extends StunAttribute> attributes) {
    attributes.forEach(this::add);
    return this;
  }

  public StunWriter add(StunAttribute attribute) {
    u16(attribute.type()).u16(0);
    int start = length;
    attribute.write(this);
    int size = length - start;
    put16(start - 2, size);
    // "the padding bits MUST be set to zero on sending" (RFC 8489 §14)
    while (length % 4 != 0) {
      u8(0);
    }
    put16(2, length - StunReader.HEADER);
    return this;
  }

  /// Adds MESSAGE-INTEGRITY over all that was written.
  public StunWriter signSha1(StunKey key) {
    return add(new MessageIntegrity(Opaque.copyOf(key.sha1(bytes, length))));
  }

  /// Adds MESSAGE-INTEGRITY-SHA256 over all that was written.
  public StunWriter signSha256(StunKey key) {
    byte[] mac = key.sha256(bytes, length, 32);
    return add(new MessageIntegritySha256(Opaque.copyOf(mac)));
  }

  /// Adds FINGERPRINT; nothing may follow.
  public StunWriter fingerprint() {
    // The CRC covers the length field of the header: "this value must be correct and include the
    // CRC attribute as part of the message length" (§14.7)
    put16(2, length + 8 - StunReader.HEADER);
    return add(new Fingerprint(StunReader.crc(bytes, length)));
  }

  public int length() {
    return length;
  }

  /// The array itself, good until the next message is begun.
  public byte[] bytes() {
    return bytes;
  }

  StunWriter u8(int value) {
    bytes[length++] = (byte) value;
    return this;
  }

  StunWriter u16(int value) {
    return u8(value >> 8).u8(value);
  }

  StunWriter u32(int value) {
    return u16(value >> 16).u16(value);
  }

  StunWriter u64(long value) {
    return u32((int) (value >> 32)).u32((int) value);
  }

  StunWriter text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
    return this;
  }

  StunWriter opaque(Opaque value) {
    value.copyTo(bytes, length);
    length += value.length();
    return this;
  }

  StunWriter endpoint(Endpoint endpoint) {
    IpAddress ip = endpoint.ip();
    u8(0).u8(ip.family().number()).u16(endpoint.port());
    return switch (ip.family()) {
      case IPV4 -> u32((int) ip.low());
      case IPV6 -> u64(ip.high()).u64(ip.low());
    };
  }

  StunWriter xorEndpoint(Endpoint endpoint) {
    return endpoint(AttributeValue.hide(endpoint, id));
  }

  private void put16(int at, int value) {
    bytes[at] = (byte) (value >> 8);
    bytes[at + 1] = (byte) value;
  }
}
