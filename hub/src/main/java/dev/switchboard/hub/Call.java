// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;

/// One bell that rings: from `ring` until it is answered, declined, given up or 30 s old.
record Call(CallId id, Peer caller, Peer callee, Utf8 data, long deadline) {
  boolean involves(Peer peer) {
    return caller == peer || callee == peer;
  }

  Peer other(Peer peer) {
    return caller == peer ? callee : caller;
  }
}
