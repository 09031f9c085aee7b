// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.channels;

import dev.switchboard.hub.Command;
import dev.switchboard.hub.Event;
import dev.switchboard.hub.RoomName;
import dev.switchboard.hub.Signal;
import dev.switchboard.json.JsonObject;
import dev.switchboard.protocol.Guest;
import dev.switchboard.protocol.GuestWords;
import dev.switchboard.protocol.Link;
import dev.switchboard.protocol.Scratch;
import dev.switchboard.text.Utf8;
import java.util.HashSet;
import java.util.Set;

/// One client of tutorial 002. What it does not understand it never hears of: whatever arrives is
/// taken for a peer's message, so there is no word for a mistake. On its connection's loop.
final class ChannelsDialect implements GuestWords {
  private static final long OPENING = 1;
  private static final Utf8 PRESENT = Utf8.of("{\"isChannelPresent\":true}");
  private static final Utf8 ABSENT = Utf8.of("{\"isChannelPresent\":false}");

  private final Link link;
  private final Guest guest;
  private final Set<RoomName> open = new HashSet<>(2);
  private final int mostOpen;

  ChannelsDialect(Link link, int mostOpen, Guest guest) {
    this.link = link;
    this.mostOpen = mostOpen;
    this.guest = guest;
  }

  @Override
  public void said(Utf8 message) {
    JsonObject frame = Scratch.ofThisThread().frame();
    if (!frame.read(message) || !frame.isTruthy("channel")) {
      return;
    }
    Utf8 name = frame.key("channel");
    if (name == null || !RoomName.isValid(ChannelsProtocol.KIND, name)) {
      return;
    }
    RoomName channel = new RoomName(ChannelsProtocol.KIND, name);
    if (frame.isTruthy("checkPresence")) {
      guest.submit(new Command.Who(channel));
    } else if (frame.isTruthy("open")) {
      open(channel);
    } else if (frame.isTruthy("data")) {
      Utf8 data = frame.raw("data");
      if (data != null) {
        guest.submit(new Command.Post(channel, new Signal.Message(data.copy())));
      }
    }
  }

  @Override
  public void heard(Event.ReceivedInRoom it) {
    link.connection().send(it.signal().text());
  }

  @Override
  public void present(Event.Present it) {
    link.connection().send(it.members().isEmpty() ? ABSENT : PRESENT);
  }

  /// It would hear nothing, and could not know.
  @Override
  public void refused(Event.Refused it) {
    if (it.request() == OPENING) {
      link.turnAway(it);
    }
  }

  /// Opening twice is opening once.
  private void open(RoomName channel) {
    if (open.size() < mostOpen && !open.contains(channel)) {
      RoomName own = channel.copy();
      open.add(own);
      guest.submit(new Command.Join(own), OPENING);
    }
  }
}
