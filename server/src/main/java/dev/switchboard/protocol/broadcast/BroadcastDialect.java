// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.broadcast;

import dev.switchboard.hub.Command;
import dev.switchboard.hub.Event;
import dev.switchboard.hub.Hub;
import dev.switchboard.hub.Memo;
import dev.switchboard.hub.Signal;
import dev.switchboard.net.CloseReason;
import dev.switchboard.protocol.Dialect;
import dev.switchboard.protocol.Guest;
import dev.switchboard.protocol.Link;
import dev.switchboard.protocol.Lobby;
import dev.switchboard.protocol.NumberedFrames;
import dev.switchboard.protocol.Throttle;
import dev.switchboard.text.Utf8;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One client of tutorial 000: whatever it says, the others in its lobby are told in a frame. That
/// is written where it goes out, once for all of them: it can be six times as long as what was
/// said, and what waits in an outbox is what counts. On its connection's loop.
final class BroadcastDialect implements Dialect {
  private static final long ENTERING = 1;

  private final Link link;
  private final Lobby lobby;
  private final Throttle throttle;
  private final @Nullable Guest guest;

  BroadcastDialect(Hub hub, Link link, Lobby lobby) {
    this.link = link;
    this.lobby = lobby;
    this.throttle = new Throttle(link.connection(), hub.limits().pace());
    this.guest = Guest.enter(hub, link, BroadcastProtocol.NAME);
    if (guest != null) {
      guest.submit(new Command.Join(lobby.room()), ENTERING);
    }
  }

  @Override
  public void received(Utf8 message) {
    throttle.count();
    if (guest != null) {
      guest.submit(new Command.Say(lobby.room(), new Signal.Message(message.copy())));
    }
  }

  @Override
  public void deliver(Event event) {
    switch (event) {
      case Event.ReceivedInRoom it ->
          send(it.memo(), () -> NumberedFrames.said(it.from(), it.signal().text()));
      case Event.PeerJoined it -> send(it.memo(), () -> NumberedFrames.joined(it.member().id()));
      case Event.PeerLeft it -> send(it.memo(), () -> NumberedFrames.left(it.peer()));
      case Event.Refused it when it.request() == ENTERING ->
          link.close(CloseReason.TRY_LATER, it.message());
      case Event.Answer _,
          Event.Broadcast _,
          Event.Received _,
          Event.HandleLost _,
          Event.RingReceived _,
          Event.CallRinging _,
          Event.CallAccepted _,
          Event.CallEnded _ -> {
        // This tutorial has no words for it.
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

  private void send(Memo memo, Supplier<Utf8> words) {
    Utf8 known = memo.recall(BroadcastProtocol.NAME);
    Utf8 frame = known != null ? known : words.get();
    memo.keep(BroadcastProtocol.NAME, frame);
    link.connection().send(frame);
  }
}
