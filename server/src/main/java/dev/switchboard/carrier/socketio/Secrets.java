// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import java.security.SecureRandom;
import java.util.Base64;

/// Ids that nobody guesses: 120 random bits. Any thread.
final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 15;

  private Secrets() {}

  static String next() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }
}
