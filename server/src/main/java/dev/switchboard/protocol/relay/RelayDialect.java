// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.relay;

import dev.switchboard.hub.Command;
import dev.switchboard.hub.Event;
import dev.switchboard.hub.RoomName;
import dev.switchboard.hub.Signal;
import dev.switchboard.json.JsonObject;
import dev.switchboard.protocol.Guest;
import dev.switchboard.protocol.GuestWords;
import dev.switchboard.protocol.Link;
import dev.switchboard.protocol.Lobby;
import dev.switchboard.protocol.NumberedFrames;
import dev.switchboard.protocol.Scratch;
import dev.switchboard.text.Utf8;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One client of tutorial 001: what it says reaches the others byte for byte. On its connection's
/// loop.
///
/// ```
///   in the lobby ──first message with a code──▶ in the rooms of its codes
/// ```
///
/// A message with a code goes to the others who have used that code, one without to those in the
/// lobby, wherever its sender is. Nothing is kept for who comes later: the tutorial's client
/// depends on its first offer being lost.
final class RelayDialect implements GuestWords {
  private static final long ENTERING = 1;

  private final Link link;
  private final Lobby lobby;
  private final RelayProtocol.Mode mode;
  private final int mostCodes;
  private final Guest guest;
  private List<RoomName> codes = List.of();

  RelayDialect(Link link, Lobby lobby, RelayProtocol.Mode mode, int mostCodes, Guest guest) {
    this.link = link;
    this.lobby = lobby;
    this.mode = mode;
    this.mostCodes = mostCodes;
    this.guest = guest;
    guest.submit(new Command.Join(lobby.room()), ENTERING);
  }

  @Override
  public void said(Utf8 message) {
    JsonObject frame = Scratch.ofThisThread().frame();
    boolean object = frame.read(message);
    Utf8 code = object ? code(frame) : null;
    if (mode == RelayProtocol.Mode.AUTO && !(object && frame.has("message_type"))) {
      // Who has a code has left the lobby, as those of tutorial 000 were told.
      if (codes.isEmpty()) {
        post(lobby.room(), message.copy());
      }
    } else if (code == null) {
      post(lobby.room(), message.copy());
    } else if (RoomName.isValid(lobby.inner(), code)) {
      RoomName room = new RoomName(lobby.inner(), code);
      use(room);
      post(room, message.copy());
    }
  }

  @Override
  public void heard(Event.ReceivedInRoom it) {
    link.connection().send(shown(it));
  }

  @Override
  public void joined(Event.PeerJoined it) {
    notice(it.room(), NumberedFrames.joined(it.member().id()));
  }

  @Override
  public void left(Event.PeerLeft it) {
    notice(it.room(), NumberedFrames.left(it.peer()));
  }

  @Override
  public void refused(Event.Refused it) {
    if (it.request() == ENTERING) {
      link.turnAway(it);
    }
  }

  /// A string that is not empty, or a number: both are one code to the tutorial's own server, whose
  /// groups are the keys of an object.
  private static @Nullable Utf8 code(JsonObject frame) {
    Utf8 raw = frame.raw("code");
    boolean boolish = raw != null && (raw.byteAt(0) == 't' || raw.byteAt(0) == 'f');
    Utf8 code = boolish ? null : frame.key("code");
    return code == null || code.isEmpty() ? null : code;
  }

  /// The first message with a code makes its sender one of those who hear it.
  private void use(RoomName room) {
    if (codes.contains(room) || codes.size() == mostCodes) {
      return;
    }
    if (codes.isEmpty()) {
      codes = new ArrayList<>(1);
      guest.submit(new Command.Leave(lobby.room()));
    }
    RoomName own = room.copy();
    codes.add(own);
    guest.submit(new Command.Join(own), ENTERING);
  }

  /// In a lobby of both tutorials, what is no signal is somebody of tutorial 000 speaking. It is
  /// put in its frame here and not where it came in, since that can be six times as long, and what
  /// waits in an outbox is what counts.
  private Utf8 shown(Event.ReceivedInRoom it) {
    Utf8 text = it.signal().text();
    if (mode == RelayProtocol.Mode.RELAY || !it.room().equals(lobby.room())) {
      return text;
    }
    Utf8 known = it.memo().recall(mode.kind());
    if (known != null) {
      return known;
    }
    JsonObject frame = Scratch.ofThisThread().frame();
    boolean signal = frame.read(text) && frame.has("message_type");
    Utf8 shown = signal ? text : NumberedFrames.said(it.from(), text);
    it.memo().keep(mode.kind(), shown);
    return shown;
  }

  private void post(RoomName room, Utf8 text) {
    guest.submit(new Command.Post(room, new Signal.Message(text)));
  }

  /// Only where clients of tutorial 000 may be, and not in the rooms of the other one's codes.
  private void notice(RoomName room, Utf8 frame) {
    if (mode == RelayProtocol.Mode.AUTO && room.equals(lobby.room())) {
      link.connection().send(frame);
    }
  }
}
