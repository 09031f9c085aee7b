// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.auth;

import dev.switchboard.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// Gives each peer a secret by which it proves, on a later connection, that it is who it was. The
/// secret is an HMAC of the peer's id under the server's key (RFC 2104), so nothing is stored, and
/// it holds across a restart. Any thread.
public final class PeerSecrets {
  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] PURPOSE = "switchboard peer ".getBytes(StandardCharsets.US_ASCII);

  /// 144 of the 256 bits: 24 characters that nobody guesses.
  private static final int SECRET_BYTES = 18;

  private final SecretKey key;

  /// The key is one for HMAC-SHA256 that only this server knows, and its cluster.
  public PeerSecrets(SecretKey key) {
    this.key = key;
  }

  public String secretOf(Utf8 peer) {
    byte[] mac = macOf(peer);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(mac, SECRET_BYTES));
  }

  /// Compares in constant time.
  public boolean proves(Utf8 peer, Utf8 secret) {
    byte[] expected = secretOf(peer).getBytes(StandardCharsets.US_ASCII);
    byte[] given =
        Arrays.copyOfRange(secret.bytes(), secret.offset(), secret.offset() + secret.length());
    return MessageDigest.isEqual(expected, given);
  }

  private byte[] macOf(Utf8 peer) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(PURPOSE);
      mac.update(peer.bytes(), peer.offset(), peer.length());
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256: absent (expected: in every JDK)", e);
    }
  }
}
