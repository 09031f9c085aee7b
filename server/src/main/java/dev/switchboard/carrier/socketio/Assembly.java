// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import dev.switchboard.text.Utf8;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Waits for the attachments of one packet, which must come right behind it. On the client's loop.
final class Assembly {
  private final int most;
  private final List<Utf8> attachments = new ArrayList<>(0);
  private @Nullable PacketHead waiting;

  Assembly(int most) {
    this.most = most;
  }

  boolean isBusy() {
    return waiting != null;
  }

  /// False when it announces none, or too many.
  boolean begin(PacketHead head) {
    if (head.attachments() < 1 || head.attachments() > most) {
      return false;
    }
    // The message it was read from does not last until its attachments are here.
    Utf8 payload = head.payload().copy();
    Utf8 namespace = head.namespace().copy();
    waiting = new PacketHead(head.type(), head.attachments(), namespace, head.ack(), payload);
    return true;
  }

  /// The whole packet, once its last attachment has come; then [#take] them.
  @Nullable PacketHead add(Utf8 attachment) {
    attachments.add(attachment);
    PacketHead head = waiting;
    if (head == null || attachments.size() < head.attachments()) {
      return null;
    }
    waiting = null;
    return head;
  }

  List<Utf8> take() {
    List<Utf8> all = List.copyOf(attachments);
    attachments.clear();
    return all;
  }
}
