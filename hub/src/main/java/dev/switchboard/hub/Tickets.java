// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Writes and reads the tickets by which somebody who reloads the page, and so is another peer, is
/// known again in a room. A ticket is its fields and an HMAC (RFC 2104) over them and the room's
/// name, so nothing is stored and it holds across a restart. Whoever bears it is taken for its
/// holder. Any thread.
final class Tickets {
  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] PURPOSE = {'r', 'o', 'o', 'm', ' ', 't', 'i', 'c', 'k', 'e', 't', 0};
  private static final int FIELDS = 8 + 8 + 1 + 8;
  private static final int MAC = 16;
  private static final int LONGEST = 64;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  Tickets(SecretKey key) {
    this.key = key;
  }

  /// A key that ends with the process.
  static SecretKey freshKey() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return new SecretKeySpec(bytes, ALGORITHM);
  }

  /// For a new session, or a new holder.
  long fresh() {
    return random.nextLong();
  }

  Utf8 write(RoomName room, Ticket ticket) {
    ByteBuffer bytes = ByteBuffer.allocate(FIELDS + MAC);
    bytes.putLong(ticket.session()).putLong(ticket.holder());
    bytes.put(code(ticket.role())).putLong(ticket.issued());
    bytes.put(mac(room, bytes.array()), 0, MAC);
    return Utf8.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()));
  }

  /// Null where it is none of ours, or for another room.
  @Nullable Ticket read(RoomName room, Utf8 text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return null;
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text.toString());
    } catch (IllegalArgumentException _) {
      return null;
    }
    if (bytes.length != FIELDS + MAC) {
      return null;
    }
    byte[] expected = Arrays.copyOf(mac(room, bytes), MAC);
    if (!MessageDigest.isEqual(expected, Arrays.copyOfRange(bytes, FIELDS, bytes.length))) {
      return null;
    }
    ByteBuffer fields = ByteBuffer.wrap(bytes);
    return new Ticket(fields.getLong(), fields.getLong(), role(fields.get()), fields.getLong());
  }

  private static byte code(Role role) {
    return switch (role) {
      case GUEST -> 0;
      case HOST -> 1;
      case OWNER -> 2;
    };
  }

  private static Role role(byte code) {
    return code == 2 ? Role.OWNER : code == 1 ? Role.HOST : Role.GUEST;
  }

  private byte[] mac(RoomName room, byte[] fields) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(PURPOSE);
      mac.update(fields, 0, FIELDS);
      mac.update(room.text().bytes(), room.text().offset(), room.text().length());
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256: absent (expected: in every JDK)", e);
    }
  }
}
