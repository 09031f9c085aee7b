// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.protocol.Deadlines.Deadline;
import dev.switchboard.protocol.Link;
import dev.switchboard.protocol.Scratch;
import org.jspecify.annotations.Nullable;

/// Tells a client that numbers its frames which of them have come: after so many, or when a while
/// went by. Belongs to a [PlainDialect], on its event loop.
final class Receipts {
  private static final int MOST_OWED = 32;

  private final PlainProtocol protocol;
  private final Link link;
  private long received;
  private int owed;

  /// At most one at a time, so that frames do not fill the queue of what is due.
  private @Nullable Deadline<Receipts> deadline;

  Receipts(PlainProtocol protocol, Link link) {
    this.protocol = protocol;
    this.link = link;
  }

  /// The frame with this number came.
  void owe(long number) {
    received = number;
    owed++;
    if (owed >= MOST_OWED) {
      acknowledge();
    } else {
      remember();
    }
  }

  /// The client was told in another frame.
  void given() {
    owed = 0;
  }

  void end() {
    owed = 0;
    if (deadline != null) {
      deadline.cancel();
      deadline = null;
    }
  }

  /// Any thread.
  void due() {
    link.execute(() -> {
      deadline = null;
      if (owed > 0) {
        acknowledge();
      }
    });
  }

  /// To who does not read it is told later, lest it pile up.
  private void acknowledge() {
    if (!link.connection().writable()) {
      remember();
      return;
    }
    owed = 0;
    var out = Scratch.ofThisThread().body().clear().beginObject();
    out.constant("type", "ack").number("seq", received).endObject();
    link.connection().send(out.view());
    link.connection().wake();
  }

  private void remember() {
    if (deadline == null) {
      deadline = protocol.owesAcknowledgement(this);
    }
  }
}
