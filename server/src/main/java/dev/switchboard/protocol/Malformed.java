// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import dev.switchboard.net.CloseReason;

/// The client broke its protocol. Ends in [Link], which closes the connection for this reason. Has
/// no stack, since hostile clients can cause it as often as they like.
public final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final CloseReason reason;

  public Malformed(CloseReason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public CloseReason reason() {
    return reason;
  }
}
