// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.channels;

import dev.switchboard.hub.Command;
import dev.switchboard.hub.Event;
import dev.switchboard.hub.Hub;
import dev.switchboard.hub.RoomName;
import dev.switchboard.hub.Signal;
import dev.switchboard.json.JsonObject;
import dev.switchboard.net.CloseReason;
import dev.switchboard.protocol.Dialect;
import dev.switchboard.protocol.Guest;
import dev.switchboard.protocol.Link;
import dev.switchboard.protocol.Scratch;
import dev.switchboard.protocol.Throttle;
import dev.switchboard.text.Utf8;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One client of tutorial 002. What it does not understand it never hears of: whatever arrives is
/// taken for a peer's message, so there is no word for a mistake. On its connection's loop.
final class ChannelsDialect implements Dialect {
  private static final long OPENING = 1;
  private static final Utf8 PRESENT = Utf8.of("{\"isChannelPresent\":true}");
  private static final Utf8 ABSENT = Utf8.of("{\"isChannelPresent\":false}");

  private final Link link;
  private final Throttle throttle;
  private final @Nullable Guest guest;
  private final Set<RoomName> open = new HashSet<>(2);
  private final int mostOpen;

  ChannelsDialect(Hub hub, Link link) {
    this.link = link;
    this.throttle = new Throttle(link.connection(), hub.limits().pace());
    this.mostOpen = hub.limits().rooms().perPeer();
    this.guest = Guest.enter(hub, link, ChannelsProtocol.KIND);
  }

  @Override
  public void received(Utf8 message) {
    throttle.count();
    JsonObject frame = Scratch.ofThisThread().frame();
    if (guest == null || !frame.read(message) || !frame.isTruthy("channel")) {
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
      open(guest, channel);
    } else if (frame.isTruthy("data")) {
      Utf8 data = frame.raw("data");
      if (data != null) {
        guest.submit(new Command.Post(channel, new Signal.Message(data.copy())));
      }
    }
  }

  @Override
  public void deliver(Event event) {
    switch (event) {
      case Event.ReceivedInRoom it -> link.connection().send(it.signal().text());
      case Event.Present it -> link.connection().send(it.members().isEmpty() ? ABSENT : PRESENT);
      case Event.Refused it when it.request() == OPENING ->
          // It would hear nothing, and could not know.
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

  /// Opening twice is opening once.
  private void open(Guest guest, RoomName channel) {
    if (open.size() < mostOpen && !open.contains(channel)) {
      RoomName own = channel.copy();
      open.add(own);
      guest.submit(new Command.Join(own), OPENING);
    }
  }
}
