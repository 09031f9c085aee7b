// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

/// A start that failed for a reason the one who starts can mend. The message is one line in the
/// form "key: value (expected: …)", and all there is to see of it.
public final class CannotStart extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// `cause` is kept for debuggers only.
  public CannotStart(String message, Throwable cause) {
    super(message, cause);
  }

  CannotStart(String message) {
    super(message);
  }
}
