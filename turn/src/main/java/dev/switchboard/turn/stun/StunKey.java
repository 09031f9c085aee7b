// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What messages are signed with. Any thread may use it; it never shows its bytes.
public final class StunKey {
  private static final String SHA1 = "HmacSHA1";
  private static final String SHA256 = "HmacSHA256";

  private final byte[] key;

  private StunKey(byte[] key) {
    this.key = key;
  }

  /// "key = OpaqueString(password)" (RFC 8489 §9.1.1).
  public static StunKey shortTerm(String password) {
    return new StunKey(prepared(password).getBytes(StandardCharsets.UTF_8));
  }

  /// "key = MD5(username ":" OpaqueString(realm) ":" OpaqueString(password))" (RFC 8489 §18.5.1.1).
  public static StunKey md5(String username, String realm, String password) {
    return longTerm("MD5", username, realm, password);
  }

  /// "key = SHA-256(username ":" OpaqueString(realm) ":" OpaqueString(password))" (RFC 8489
  /// §18.5.1.2).
  public static StunKey sha256(String username, String realm, String password) {
    return longTerm("SHA-256", username, realm, password);
  }

  /// "userhash = SHA-256(OpaqueString(username) ":" OpaqueString(realm))" (RFC 8489 §14.4).
  public static UserHash userHash(String username, String realm) {
    String text = prepared(username) + ":" + prepared(realm);
    return new UserHash(Opaque.copyOf(digest("SHA-256", text)));
  }

  private static StunKey longTerm(String hash, String username, String realm, String password) {
    String text = prepared(username) + ":" + prepared(realm) + ":" + prepared(password);
    return new StunKey(digest(hash, text));
  }

  private static byte[] digest(String hash, String text) {
    try {
      return MessageDigest.getInstance(hash).digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The OpaqueString profile of RFC 8265 §4.2: spaces of other scripts become U+0020, the rest is
  /// normalised to form C.
  private static String prepared(String text) {
    StringBuilder spaced = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> Character.getType(point) == Character.SPACE_SEPARATOR ? ' ' : point)
        .forEach(spaced::appendCodePoint);
    return Normalizer.normalize(spaced, Normalizer.Form.NFC);
  }

  /// The HMAC over the beginning of a packet, with its length field as if it ended where `end`
  /// says. "The Length field of the STUN message header is adjusted to point to the end of the
  /// MESSAGE-INTEGRITY attribute." (RFC 8489 §14.5)
  private byte[] hmac(String algorithm, byte[] packet, int covered, int end) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      int length = end - StunReader.HEADER;
      mac.update(packet, 0, 2);
      mac.update((byte) (length >> 8));
      mac.update((byte) length);
      mac.update(packet, 4, covered - 4);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Of a packet whose MESSAGE-INTEGRITY attribute begins at `at`.
  byte[] sha1(byte[] packet, int at) {
    return hmac(SHA1, packet, at, at + 4 + 20);
  }

  /// Of a packet whose MESSAGE-INTEGRITY-SHA256 attribute of that length begins at `at`.
  byte[] sha256(byte[] packet, int at, int length) {
    return hmac(SHA256, packet, at, at + 4 + length);
  }
}
