// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Credentials that expire and need no database: the user name is `expiry:peer`, the password the
/// HMAC-SHA1 of it under a shared secret, as in the REST draft that coturn and browsers' pages
/// follow. Any thread may use it.
public final class RestCredentials {
  private final SecretKeySpec secret;
  private final InstantSource clock;

  public RestCredentials(String secret, InstantSource clock) {
    this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1");
    this.clock = clock;
  }

  /// A user name and its password.
  public record Credential(String username, String password) {
    /// The password is nobody's business.
    @Override
    public String toString() {
      return username;
    }
  }

  /// For a peer, until then.
  public Credential mint(String peer, Instant expiry) {
    String username = expiry.getEpochSecond() + ":" + peer;
    return new Credential(username, password(username));
  }

  /// The password of a user name, unless it has expired or is none of ours.
  public Optional<String> authenticate(String username) {
    long expiry = expiry(username);
    return expiry > clock.instant().getEpochSecond()
        ? Optional.of(password(username))
        : Optional.empty();
  }

  /// Whom a user name was minted for: what stands behind the time, or all of it where there is
  /// none.
  public static String peer(String username) {
    int colon = username.indexOf(':');
    return expiry(username) > 0 && colon > 0 ? username.substring(colon + 1) : username;
  }

  /// 0 where there is none.
  private static long expiry(String username) {
    int colon = username.indexOf(':');
    int digits = colon < 0 ? username.length() : colon;
    if (digits == 0 || digits > 18) {
      return 0;
    }
    long seconds = 0;
    for (int i = 0; i < digits; i++) {
      int digit = username.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      seconds = seconds * 10 + digit;
    }
    return seconds;
  }

  private String password(String username) {
    try {
      Mac mac = Mac.getInstance(secret.getAlgorithm());
      mac.init(secret);
      byte[] hash = mac.doFinal(username.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
