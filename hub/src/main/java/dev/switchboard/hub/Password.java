// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/// The password of one room: a salted hash, compared in constant time. Guarded by its room.
///
/// The hash is a quick one, since it is made while the room waits, and it never leaves the memory
/// of this process. Against guessing there is a pace: so many tries at once, one more every second,
/// for all who try together, since whoever guesses can be as many peers as he likes.
final class Password {
  private static final int TRIES = 20;
  private static final long PER_TRY = 1_000_000_000L;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] salt = new byte[16];
  private final byte[] hash;
  private int left = TRIES;
  private long since;

  Password(Utf8 word, long nanos) {
    RANDOM.nextBytes(salt);
    this.hash = hashOf(word);
    this.since = nanos;
  }

  /// Whether somebody may try now. Who fails has used a try up.
  boolean open(long nanos) {
    long more = (nanos - since) / PER_TRY;
    if (more > 0) {
      left = (int) Math.min(TRIES, left + more);
      since += more * PER_TRY;
    }
    return left > 0;
  }

  boolean fits(Utf8 word) {
    if (MessageDigest.isEqual(hash, hashOf(word))) {
      return true;
    }
    if (!word.isEmpty()) {
      left--;
    }
    return false;
  }

  private byte[] hashOf(Utf8 word) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt);
      digest.update(word.bytes(), word.offset(), word.length());
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: absent (expected: in every JDK)", e);
    }
  }
}
