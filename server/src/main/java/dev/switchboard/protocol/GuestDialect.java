// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import dev.switchboard.hub.Event;
import dev.switchboard.hub.Hub;
import dev.switchboard.net.CloseReason;
import dev.switchboard.text.Utf8;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The part that dialects of nameless clients share: each client is a [Guest], who says too much is
/// held back, who reads too slowly is let go, and of all that a peer may be told only what happens
/// in rooms is worth a word. On the connection's loop.
public final class GuestDialect implements Dialect {
  private final Link link;
  private final Throttle throttle;
  private final @Nullable Guest guest;
  private final @Nullable GuestWords words;

  /// `kind` is what the guest's id begins with.
  public GuestDialect(Hub hub, Link link, String kind, Function<Guest, GuestWords> words) {
    this.link = link;
    this.throttle = new Throttle(link.connection(), hub.limits().pace());
    this.guest = Guest.enter(hub, link, kind);
    this.words = guest == null ? null : words.apply(guest);
  }

  @Override
  public void received(Utf8 message) {
    throttle.count();
    if (words != null) {
      words.said(message);
    }
  }

  @Override
  public void deliver(Event event) {
    GuestWords in = words;
    if (in == null) {
      return;
    }
    switch (event) {
      case Event.ReceivedInRoom it -> in.heard(it);
      case Event.PeerJoined it -> in.joined(it);
      case Event.PeerLeft it -> in.left(it);
      case Event.Present it -> in.present(it);
      case Event.Refused it -> in.refused(it);
      // They know of no end of a room, but all know that of a connection.
      case Event.Dismissed _ -> link.close(CloseReason.NORMAL, "ended by the server's owner");
      case Event.Answer _,
          Event.Broadcast _,
          Event.Admitted _,
          Event.Received _,
          Event.HandleLost _,
          Event.RingReceived _,
          Event.CallRinging _,
          Event.CallAccepted _,
          Event.CallEnded _ -> {
        // Of people, calls and what goes past rooms these dialects have no idea.
      }
    }
  }

  @Override
  public void overflowed() {
    link.close(CloseReason.POLICY, "too slow");
  }

  @Override
  public void closed(boolean goodbye) {
    if (guest != null) {
      guest.end();
    }
  }
}
