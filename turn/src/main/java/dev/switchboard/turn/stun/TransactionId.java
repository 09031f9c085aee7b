// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

import java.util.random.RandomGenerator;

/// The 96 bits by which an answer is known to be the answer.
public record TransactionId(int high, long low) {

  /// "The transaction ID MUST be uniformly and randomly chosen from the interval 0 .. 2**96-1 and
  /// MUST be cryptographically random." (RFC 8489 §5): pass a [java.security.SecureRandom].
  public static TransactionId random(RandomGenerator random) {
    return new TransactionId(random.nextInt(), random.nextLong());
  }
}
