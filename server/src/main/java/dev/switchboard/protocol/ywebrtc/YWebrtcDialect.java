// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.ywebrtc;

import dev.switchboard.hub.Command;
import dev.switchboard.hub.Event;
import dev.switchboard.hub.Hub;
import dev.switchboard.hub.RoomName;
import dev.switchboard.hub.Signal;
import dev.switchboard.json.JsonObject;
import dev.switchboard.protocol.Guest;
import dev.switchboard.protocol.GuestWords;
import dev.switchboard.protocol.Link;
import dev.switchboard.protocol.Scratch;
import dev.switchboard.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One client of y-webrtc: what it publishes reaches all subscribers of the topic, itself too if it
/// is one. What means nothing is ignored. On its connection's loop.
final class YWebrtcDialect implements GuestWords {
  private static final Utf8 PONG = Utf8.of("{\"type\":\"pong\"}");

  private final Hub hub;
  private final Link link;
  private final Guest guest;
  private List<Subscription> subscriptions = List.of();
  private long subscribed;

  /// A topic, and the number of the request to enter its room.
  private record Subscription(RoomName topic, long request) {}

  YWebrtcDialect(Hub hub, Link link, Guest guest) {
    this.hub = hub;
    this.link = link;
    this.guest = guest;
  }

  @Override
  public void said(Utf8 message) {
    JsonObject frame = Scratch.ofThisThread().frame();
    Utf8 type = frame.read(message) ? frame.string("type") : null;
    if (type == null) {
      return;
    }
    if (type.is("publish")) {
      publish(frame, message);
    } else if (type.is("subscribe")) {
      for (RoomName topic : topics(frame)) {
        subscribe(topic);
      }
      // Hears at once of what was refused: the next message may be read before the outbox is.
      link.drain();
    } else if (type.is("unsubscribe")) {
      for (RoomName topic : topics(frame)) {
        unsubscribe(topic);
      }
    } else if (type.is("ping")) {
      link.connection().send(PONG);
      link.connection().flush();
    }
  }

  @Override
  public void heard(Event.ReceivedInRoom it) {
    link.connection().send(it.signal().text());
  }

  @Override
  public void refused(Event.Refused it) {
    subscriptions.removeIf(subscription -> subscription.request == it.request());
  }

  private void publish(JsonObject frame, Utf8 message) {
    Utf8 name = frame.string("topic");
    if (name == null || !isTopic(name)) {
      return;
    }
    RoomName topic = new RoomName(YWebrtcProtocol.NAME, name);
    int subscribers = hub.present(topic);
    if (subscribers > 0) {
      Utf8 counted = counted(message, subscribers);
      guest.submit(new Command.Post(topic, new Signal.Message(counted)));
      if (find(topic) != null) {
        link.connection().send(counted);
        link.connection().flush();
      }
    }
  }

  /// The whole message, and how many it goes to: behind all fields, where the last of one name
  /// counts.
  private static Utf8 counted(Utf8 message, int subscribers) {
    int end = message.length();
    while (message.byteAt(end - 1) != '}') {
      end--;
    }
    byte[] count = (",\"clients\":" + subscribers + "}").getBytes(StandardCharsets.US_ASCII);
    byte[] whole = new byte[end - 1 + count.length];
    System.arraycopy(message.bytes(), message.offset(), whole, 0, end - 1);
    System.arraycopy(count, 0, whole, end - 1, count.length);
    return Utf8.view(whole, 0, whole.length);
  }

  private void subscribe(RoomName topic) {
    if (find(topic) != null || subscriptions.size() == hub.limits().rooms().perPeer()) {
      return;
    }
    if (subscriptions.isEmpty()) {
      subscriptions = new ArrayList<>(1);
    }
    RoomName own = topic.copy();
    subscriptions.add(new Subscription(own, ++subscribed));
    guest.submit(new Command.Join(own), subscribed);
  }

  private void unsubscribe(RoomName topic) {
    Subscription subscription = find(topic);
    if (subscription != null) {
      subscriptions.remove(subscription);
      guest.submit(new Command.Leave(topic));
    }
  }

  private @Nullable Subscription find(RoomName topic) {
    for (Subscription subscription : subscriptions) {
      if (subscription.topic.equals(topic)) {
        return subscription;
      }
    }
    return null;
  }

  /// Those that can be.
  private List<RoomName> topics(JsonObject frame) {
    List<Utf8> elements = frame.elements("topics");
    if (elements == null) {
      return List.of();
    }
    List<RoomName> names = new ArrayList<>(elements.size());
    for (Utf8 element : elements) {
      Utf8 name = JsonObject.unquoted(element);
      if (name != null && isTopic(name)) {
        names.add(new RoomName(YWebrtcProtocol.NAME, name));
      }
    }
    return names;
  }

  private boolean isTopic(Utf8 name) {
    return name.length() <= hub.limits().sizes().name()
        && RoomName.isValid(YWebrtcProtocol.NAME, name);
  }
}
