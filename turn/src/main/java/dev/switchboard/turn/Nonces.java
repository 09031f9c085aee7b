// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Nonces that the server need not remember: an expiry, and a keyed hash of it and of the client's
/// address and port. The key is drawn at start. Any thread may use it.
///
/// ```
///   obMatJos2  gAAA  expiry, 6 characters  HMAC, 12 characters
/// ```
final class Nonces {
  /// What a nonce begins with: 'the character string composed of "obMatJos2" concatenated with the
  /// (4-character) base64 [RFC4648] encoding of the 24-bit STUN Security Features' (RFC 8489 §9.2).
  /// Bit 0: password algorithms.
  private static final String COOKIE = "obMatJos2gAAA";

  /// The same with bit 1, user name anonymity.
  private static final String COOKIE_WITH_HASHES = "obMatJos2wAAA";

  private static final int EXPIRY_CHARACTERS = 6;
  private static final int HASH_BYTES = 9;
  private static final int LENGTH = COOKIE.length() + EXPIRY_CHARACTERS + HASH_BYTES * 4 / 3;
  private static final String HMAC = "HmacSHA256";

  private final SecretKeySpec key;
  private final LongSupplier seconds;
  private final int lifetime;
  private final String cookie;

  /// @param nanos the clock
  /// @param userHashes whether clients may send the hash of their name
  Nonces(LongSupplier nanos, Duration lifetime, SecureRandom random, boolean userHashes) {
    this.cookie = userHashes ? COOKIE_WITH_HASHES : COOKIE;
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    this.key = new SecretKeySpec(bytes, HMAC);
    long start = nanos.getAsLong();
    this.seconds = () -> (nanos.getAsLong() - start) / 1_000_000_000L;
    this.lifetime = (int) lifetime.toSeconds();
  }

  /// What each of them begins with.
  String cookie() {
    return cookie;
  }

  String issue(Endpoint client) {
    int expiry = (int) seconds.getAsLong() + lifetime;
    byte[] expiryBytes = ByteBuffer.allocate(4).putInt(expiry).array();
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return cookie
        + base64.encodeToString(expiryBytes)
        + base64.encodeToString(hash(expiry, client));
  }

  /// Whether it was issued to this client and has not expired.
  boolean isValid(String nonce, Endpoint client) {
    if (nonce.length() != LENGTH || !nonce.startsWith(cookie)) {
      return false;
    }
    int hashAt = COOKIE.length() + EXPIRY_CHARACTERS;
    try {
      Base64.Decoder base64 = Base64.getDecoder();
      int expiry =
          ByteBuffer.wrap(base64.decode(nonce.substring(COOKIE.length(), hashAt))).getInt();
      byte[] hash = base64.decode(nonce.substring(hashAt));
      return MessageDigest.isEqual(hash, hash(expiry, client)) && expiry > seconds.getAsLong();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private byte[] hash(int expiry, Endpoint client) {
    IpAddress ip = client.ip();
    ByteBuffer text = ByteBuffer.allocate(32);
    text.putInt(expiry).putInt(ip.family().number()).putLong(ip.high()).putLong(ip.low());
    text.putInt(client.port());
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return Arrays.copyOf(mac.doFinal(text.array()), HASH_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
