// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// A message for tests that need not be right: raw attributes in any order, signed last. Starts as
/// a copy of a good one. One thread.
public final class Draft {
  public static final int USERNAME = 0x0006;
  public static final int INTEGRITY = 0x0008;
  public static final int INTEGRITY_SHA256 = 0x001c;
  public static final int FINGERPRINT = 0x8028;
  private static final int MOST = 1900;

  /// Every type that the server knows, and a few that nobody does.
  private static final int[] TYPES = {
    0x0001, 0x0003, 0x0006, 0x0008, 0x0009, 0x000a, 0x000c, 0x000d, 0x0012, 0x0013, 0x0014, 0x0015,
    0x0016, 0x0017, 0x0018, 0x0019, 0x001a, 0x001c, 0x001d, 0x001e, 0x0020, 0x0022, 0x0024, 0x0025,
    0x0026, 0x0027, 0x002a, 0x7f01, 0x8000, 0x8001, 0x8002, 0x8003, 0x8004, 0x8022, 0x8023, 0x8027,
    0x8028, 0x802b, 0x802c, 0x8030, 0xff01
  };

  private static final class Part {
    final int type;
    final byte[] value;
    final int claimed;

    Part(int type, byte[] value, int claimed) {
      this.type = type;
      this.value = value;
      this.claimed = claimed;
    }

    Part(int type, byte[] value) {
      this(type, value, value.length);
    }
  }

  private final byte[] header;
  private final List<Part> parts;
  private final byte[] out = new byte[2048];
  private int length;

  private Draft(byte[] header, List<Part> parts) {
    this.header = header;
    this.parts = parts;
  }

  /// Of a whole message, without its signatures and fingerprint.
  public static Draft of(byte[] packet) {
    List<Part> parts = new ArrayList<>();
    for (int at = 20; at + 4 <= packet.length; ) {
      int type = u16(packet, at);
      int size = Math.min(u16(packet, at + 2), packet.length - at - 4);
      if (type != INTEGRITY && type != INTEGRITY_SHA256 && type != FINGERPRINT) {
        parts.add(new Part(type, Arrays.copyOfRange(packet, at + 4, at + 4 + size)));
      }
      at += 4 + ((size + 3) & ~3);
    }
    return new Draft(Arrays.copyOf(packet, 20), parts);
  }

  public Draft copy() {
    return new Draft(header.clone(), new ArrayList<>(parts));
  }

  /// The first 16 bits: method and class.
  public int type() {
    return u16(header, 0);
  }

  /// Makes it a message of another method and class.
  public Draft rename(int type) {
    header[0] = (byte) (type >> 8);
    header[1] = (byte) type;
    return this;
  }

  public boolean has(int type) {
    return parts.stream().anyMatch(part -> part.type == type);
  }

  public Draft renumber(Random random) {
    for (int at = 8; at < 20; at++) {
      header[at] = (byte) random.nextInt();
    }
    return this;
  }

  /// Gives each attribute of that type this value; adds none.
  public Draft put(int type, byte[] value) {
    parts.replaceAll(part -> part.type == type ? new Part(type, value) : part);
    return this;
  }

  public Draft add(int type, byte[] value) {
    parts.add(new Part(type, value));
    return this;
  }

  /// An address as XOR-PEER-ADDRESS has it in this message.
  public byte[] hidden(Endpoint endpoint) {
    StunWriter writer = new StunWriter(64);
    long low = ((long) i32(header, 12) << 32) | (i32(header, 16) & 0xffffffffL);
    writer.begin(StunClass.REQUEST, StunMethod.BINDING, new TransactionId(i32(header, 8), low));
    writer.add(new XorPeerAddress(endpoint));
    return Arrays.copyOfRange(writer.bytes(), 24, writer.length());
  }

  /// One change of what the message says.
  public void mutate(Random random) {
    int at = parts.isEmpty() ? 0 : random.nextInt(parts.size());
    switch (parts.isEmpty() ? 6 : random.nextInt(10)) {
      case 0 -> parts.remove(at);
      case 1 -> parts.add(random.nextInt(parts.size() + 1), parts.get(at));
      case 2 -> parts.add(parts.remove(at));
      case 3 -> parts.set(at, new Part(anyType(random), parts.get(at).value));
      case 4 -> parts.set(at, changed(parts.get(at), random));
      case 5 -> parts.set(at, resized(parts.get(at), random));
      case 6 -> parts.add(at, new Part(anyType(random), bytes(random, random.nextInt(24))));
      case 7 -> parts.set(at, lying(parts.get(at), random));
      case 8 -> header[random.nextInt(20)] ^= (byte) (1 << random.nextInt(8));
      default -> many(parts.get(at), random);
    }
  }

  private static Part changed(Part part, Random random) {
    byte[] value = part.value.clone();
    if (value.length > 0) {
      value[random.nextInt(value.length)] =
          (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(5) - 1);
    }
    return new Part(part.type, value);
  }

  private static Part resized(Part part, Random random) {
    int size = random.nextInt(8) == 0 ? random.nextInt(900) : random.nextInt(40);
    return new Part(part.type, Arrays.copyOf(part.value, size));
  }

  /// A length field that is not that of the value.
  private static Part lying(Part part, Random random) {
    int claimed = random.nextInt(3) == 0 ? 0xffff - random.nextInt(8) : random.nextInt(64);
    return new Part(part.type, part.value, claimed);
  }

  private void many(Part part, Random random) {
    for (int i = random.nextInt(40); i > 0; i--) {
      parts.add(part);
    }
  }

  private static int anyType(Random random) {
    return TYPES[random.nextInt(TYPES.length)];
  }

  private static byte[] bytes(Random random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  /// Writes what was drafted, unsigned; as much as a packet holds.
  public Draft write() {
    System.arraycopy(header, 0, out, 0, 20);
    length = 20;
    for (Part part : parts) {
      put(part.type, part.value, part.claimed);
    }
    setLength(length - 20);
    return this;
  }

  private void put(int type, byte[] value, int claimed) {
    int padded = (value.length + 3) & ~3;
    if (length + 4 + padded > MOST) {
      return;
    }
    put16(length, type);
    put16(length + 2, claimed);
    Arrays.fill(out, length + 4, length + 4 + padded, (byte) 0);
    System.arraycopy(value, 0, out, length + 4, value.length);
    length += 4 + padded;
  }

  public Draft sign(StunKey key) {
    put(INTEGRITY, key.sha1(out, length), 20);
    setLength(length - 20);
    return this;
  }

  public Draft signSha256(StunKey key, int size) {
    put(INTEGRITY_SHA256, Arrays.copyOf(key.sha256(out, length, size), size), size);
    setLength(length - 20);
    return this;
  }

  public Draft fingerprint() {
    setLength(length + 8 - 20);
    int crc = StunReader.crc(out, length);
    put(
        FINGERPRINT,
        new byte[] {(byte) (crc >> 24), (byte) (crc >> 16), (byte) (crc >> 8), (byte) crc},
        4);
    return this;
  }

  /// Puts one more attribute behind whatever was written.
  public Draft append(int type, byte[] value) {
    put(type, value, value.length);
    setLength(length - 20);
    return this;
  }

  public byte[] bytes() {
    return Arrays.copyOf(out, length);
  }

  private void setLength(int value) {
    put16(2, value);
  }

  private void put16(int at, int value) {
    out[at] = (byte) (value >> 8);
    out[at + 1] = (byte) value;
  }

  private static int u16(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
  }

  private static int i32(byte[] bytes, int at) {
    return (u16(bytes, at) << 16) | u16(bytes, at + 2);
  }
}
