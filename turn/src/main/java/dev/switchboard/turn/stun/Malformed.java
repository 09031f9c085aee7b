// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// What arrived is no STUN message, or one that breaks a rule of the RFC. Without a stack trace, so
/// that a flood of them costs little.
public final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Malformed(String why) {
    super(why, null, false, false);
  }
}
