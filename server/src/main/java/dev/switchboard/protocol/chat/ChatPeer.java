// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.chat;

import dev.switchboard.carrier.socketio.Arguments;
import dev.switchboard.carrier.socketio.Json;
import dev.switchboard.carrier.socketio.Socket;
import dev.switchboard.hub.CallEnd;
import dev.switchboard.hub.Command;
import dev.switchboard.hub.Event;
import dev.switchboard.hub.Hub;
import dev.switchboard.hub.Peer;
import dev.switchboard.hub.PeerId;
import dev.switchboard.hub.Signal;
import dev.switchboard.json.JsonObject;
import dev.switchboard.json.JsonWriter;
import dev.switchboard.protocol.Partners;
import dev.switchboard.text.Utf8;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One client of tutorial 004 as a peer. The name with which it joins is its handle. On the
/// client's loop.
final class ChatPeer {
  private static final Utf8 DIRECT = Utf8.of("{\"direct\":true}");
  private static final Signal HANGUP = new Signal.Hangup(Utf8.of("null"));
  private static final long JOINING = 1;

  /// How clients name whom they address. The tutorial's own listing is not legible, so the first of
  /// these that is a string counts.
  private static final List<String> RECIPIENTS =
      List.of(
          "targetPeerId",
          "remotePeerId",
          "targetUserId",
          "remoteUserId",
          "otherPeerId",
          "recipientId",
          "to",
          "target",
          "peerId",
          "userId");

  private final Hub hub;
  private final Peer peer;
  private final Socket socket;
  private final Consumer<String> joined;
  private final Consumer<String> left;
  private final Partners partners;
  private @Nullable PeerId name;

  ChatPeer(Hub hub, Peer peer, Socket socket, Consumer<String> joined, Consumer<String> left) {
    this.hub = hub;
    this.peer = peer;
    this.socket = socket;
    this.joined = joined;
    this.left = left;
    this.partners = new Partners(hub.limits().calls().perPeer());
  }

  void listen() {
    socket.on("join", (arguments, _) -> join(arguments.text(0)));
    socket.on("offer", (arguments, _) -> signal("offer", arguments));
    socket.on("answer", (arguments, _) -> signal("answer", arguments));
    socket.on("candidate", (arguments, _) -> signal("candidate", arguments));
    socket.onDisconnect(_ -> goes());
  }

  /// A name that somebody else has is refused in silence: the tutorial has no word for it.
  private void join(@Nullable String text) {
    Utf8 asked = text == null ? Utf8.EMPTY : Utf8.of(text);
    boolean fits = PeerId.isValid(asked) && asked.length() <= hub.limits().sizes().name();
    if (fits && (name == null || !name.text().equals(asked))) {
      hub.submit(peer, new Command.Claim(new PeerId(asked)), JOINING);
    }
  }

  private void signal(String kind, Arguments arguments) {
    JsonObject data = new JsonObject();
    if (!data.read(arguments.json(0).text())) {
      return;
    }
    PeerId to = recipient(data);
    Utf8 value = data.raw(kind);
    if (to == null || value == null) {
      return;
    }
    switch (kind) {
      case "offer" -> {
        partners.begin(to);
        send(to, new Signal.Offer(value));
      }
      case "answer" -> {
        partners.begin(to);
        send(to, new Signal.Answer(value));
      }
      default -> send(to, new Signal.Candidate(value));
    }
  }

  private static @Nullable PeerId recipient(JsonObject data) {
    for (String field : RECIPIENTS) {
      Utf8 name = data.string(field);
      if (name != null) {
        return PeerId.isValid(name) ? new PeerId(name) : null;
      }
    }
    return null;
  }

  private void send(PeerId to, Signal signal) {
    hub.submit(peer, new Command.Send(to, signal), Hub.NO_REQUEST);
  }

  /// Everything that waits: Socket.IO has its own bounded queue, which ends a client that is slow.
  void drain() {
    for (Event event = peer.outbox().poll(); event != null; event = peer.outbox().poll()) {
      deliver(event);
    }
    if (peer.outbox().overflowed()) {
      socket.disconnect();
    }
  }

  private void deliver(Event event) {
    switch (event) {
      case Event.Received it -> received(it);
      case Event.RingReceived it -> rung(it);
      case Event.Claimed it -> named(it.handle());
      case Event.Answer _,
          Event.Broadcast _,
          Event.Admitted _,
          Event.Dismissed _,
          Event.HandleLost _,
          Event.CallRinging _,
          Event.CallAccepted _,
          Event.CallEnded _ -> {
        // This tutorial has no words for it.
      }
    }
  }

  private void named(PeerId handle) {
    PeerId before = name;
    name = handle;
    if (before != null) {
      left.accept(before.toString());
    }
    JsonWriter about = new JsonWriter().clear().beginObject();
    Utf8 shown = about.string("name", handle.text()).endObject().copy();
    hub.submit(peer, new Command.Describe(shown), Hub.NO_REQUEST);
    joined.accept(handle.toString());
  }

  /// The tutorial's clients hear the bare value; that another argument says who sent it, they do
  /// not notice, and others can answer by it.
  private void received(Event.Received it) {
    Utf8 from = it.handle().isEmpty() ? it.from().text() : it.handle();
    switch (it.signal()) {
      case Signal.Offer offer -> {
        partners.calledBy(new PeerId(from));
        emit("offer", offer.text(), from);
      }
      case Signal.Answer answer -> emit("answer", answer.text(), from);
      case Signal.Candidate candidate -> emit("candidate", candidate.text(), from);
      case Signal.Hangup _ -> {
        if (!partners.end(new PeerId(from))) {
          partners.end(it.from());
        }
      }
      case Signal.Message _ -> {
        // This tutorial has no words for it.
      }
    }
  }

  private void emit(String event, Utf8 value, Utf8 from) {
    socket.emit(event, new Json(value), Map.of("from", from.toString()));
  }

  /// As in the other dialects of pages that answer every offer: see tutorial 003.
  private void rung(Event.RingReceived ring) {
    PeerId partner = partners.partner();
    boolean busy = partner != null && hub.isHere(partner);
    hub.submit(
        peer,
        busy
            ? new Command.Decline(ring.call(), CallEnd.BUSY)
            : new Command.Accept(ring.call(), DIRECT),
        Hub.NO_REQUEST);
  }

  private void goes() {
    PeerId partner = partners.partner();
    if (partner != null) {
      send(partner, HANGUP);
    }
    hub.end(peer);
    PeerId known = name;
    if (known != null) {
      left.accept(known.toString());
    }
  }
}
