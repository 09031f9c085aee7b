// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.broadcast;

import dev.switchboard.hub.Command;
import dev.switchboard.hub.Event;
import dev.switchboard.hub.Memo;
import dev.switchboard.hub.Signal;
import dev.switchboard.protocol.Guest;
import dev.switchboard.protocol.GuestWords;
import dev.switchboard.protocol.Link;
import dev.switchboard.protocol.Lobby;
import dev.switchboard.protocol.NumberedFrames;
import dev.switchboard.text.Utf8;
import java.util.function.Supplier;

/// One client of tutorial 000: whatever it says, the others in its lobby are told in a frame. That
/// is written where it goes out, once for all of them: it can be six times as long as what was
/// said, and what waits in an outbox is what counts. On its connection's loop.
final class BroadcastDialect implements GuestWords {
  private static final long ENTERING = 1;

  private final Link link;
  private final Lobby lobby;
  private final Guest guest;

  BroadcastDialect(Link link, Lobby lobby, Guest guest) {
    this.link = link;
    this.lobby = lobby;
    this.guest = guest;
    guest.submit(new Command.Join(lobby.room()), ENTERING);
  }

  @Override
  public void said(Utf8 message) {
    guest.submit(new Command.Say(lobby.room(), new Signal.Message(message.copy())));
  }

  @Override
  public void heard(Event.ReceivedInRoom it) {
    send(it.memo(), () -> NumberedFrames.said(it.from(), it.signal().text()));
  }

  @Override
  public void joined(Event.PeerJoined it) {
    send(it.memo(), () -> NumberedFrames.joined(it.member().id()));
  }

  @Override
  public void left(Event.PeerLeft it) {
    send(it.memo(), () -> NumberedFrames.left(it.peer()));
  }

  @Override
  public void refused(Event.Refused it) {
    if (it.request() == ENTERING) {
      link.turnAway(it);
    }
  }

  private void send(Memo memo, Supplier<Utf8> words) {
    Utf8 known = memo.recall(BroadcastProtocol.NAME);
    Utf8 frame = known != null ? known : words.get();
    memo.keep(BroadcastProtocol.NAME, frame);
    link.connection().send(frame);
  }
}
