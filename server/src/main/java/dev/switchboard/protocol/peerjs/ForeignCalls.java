// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.peerjs;

import dev.switchboard.hub.Command;
import dev.switchboard.hub.Event;
import dev.switchboard.hub.Hub;
import dev.switchboard.hub.Peer;
import dev.switchboard.hub.PeerId;
import dev.switchboard.hub.Signal;
import dev.switchboard.json.JsonObject;
import dev.switchboard.net.Connection;
import dev.switchboard.text.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// The calls of one PeerJS page with those who speak something else: takes its payloads apart for
/// them, and puts theirs together for it. On the loop of the page's connection.
///
/// The page has no word for the end of a call, so calls that ended stay here until a newer one
/// takes their place: the oldest is forgotten first.
final class ForeignCalls {
  private static final Signal HANGUP = new Signal.Hangup(Utf8.of("null"));

  private final Hub hub;
  private final Peer peer;
  private List<Call> calls = List.of();

  ForeignCalls(Hub hub, Peer peer) {
    this.hub = hub;
    this.peer = peer;
  }

  /// What the page says to one of them. False when it asks for what only PeerJS has: a data
  /// connection.
  boolean says(PeerId to, Utf8 type, JsonObject payload) {
    if (type.is("OFFER")) {
      return offers(to, payload);
    }
    Call call = find(to);
    Utf8 connection = payload.string("connectionId");
    if (call == null || connection == null || !call.connection().equals(connection)) {
      return true;
    }
    Utf8 content = payload.raw(type.is("ANSWER") ? "sdp" : "candidate");
    if (content != null) {
      Utf8 own = content.copy();
      send(to, type.is("ANSWER") ? new Signal.Answer(own) : new Signal.Candidate(own));
    }
    return true;
  }

  /// Only a call that there is can be ended, so nobody ends a stranger's.
  void leaves(PeerId to) {
    Call call = find(to);
    if (call != null) {
      calls.remove(call);
      send(to, HANGUP);
    }
  }

  /// What one of them says to the page.
  void hears(Event.Received it, Connection page) {
    Call call = find(it);
    switch (it.signal()) {
      case Signal.Offer offer -> {
        Utf8 name = it.handle().isEmpty() ? it.from().text() : it.handle();
        Call answered = call != null ? call : begin(new PeerId(name), newConnection());
        page.send(PeerJsFrames.translated("OFFER", peer.id(), answered, "sdp", offer.text()));
      }
      case Signal.Answer answer when call != null ->
          page.send(PeerJsFrames.translated("ANSWER", peer.id(), call, "sdp", answer.text()));
      case Signal.Candidate next when call != null && !next.text().is("null") ->
          page.send(
              PeerJsFrames.translated("CANDIDATE", peer.id(), call, "candidate", next.text()));
      case Signal.Hangup _ when call != null -> {
        calls.remove(call);
        page.send(PeerJsFrames.about("LEAVE", call.name(), peer.id()));
      }
      case Signal.Answer _, Signal.Candidate _, Signal.Hangup _, Signal.Message _ -> {
        // There is no such call, or the page has no words for it.
      }
    }
  }

  /// The page is gone: the others hear of it.
  void end() {
    for (Call call : calls) {
      send(call.name(), HANGUP);
    }
    calls = List.of();
  }

  private boolean offers(PeerId to, JsonObject payload) {
    Utf8 kind = payload.string("type");
    Utf8 sdp = payload.raw("sdp");
    if (kind == null || !kind.is("media") || sdp == null) {
      return false;
    }
    Utf8 connection = payload.string("connectionId");
    begin(to, connection == null ? newConnection() : connection);
    send(to, new Signal.Offer(sdp.copy()));
    return true;
  }

  private Call begin(PeerId name, Utf8 connection) {
    Call before = find(name);
    if (before != null) {
      calls.remove(before);
    } else if (calls.isEmpty()) {
      calls = new ArrayList<>(1);
    } else if (calls.size() == hub.limits().calls().perPeer()) {
      calls.removeFirst();
    }
    Call call = new Call(name.copy(), connection.copy());
    calls.add(call);
    return call;
  }

  private @Nullable Call find(PeerId name) {
    for (Call call : calls) {
      if (call.name().equals(name)) {
        return call;
      }
    }
    return null;
  }

  /// By either name of the sender: the page knows one of them.
  private @Nullable Call find(Event.Received it) {
    Call byId = find(it.from());
    return byId != null || it.handle().isEmpty() ? byId : find(new PeerId(it.handle()));
  }

  private void send(PeerId to, Signal signal) {
    hub.submit(peer, new Command.Send(to, signal), Hub.NO_REQUEST);
  }

  /// As the client makes them for itself.
  private static Utf8 newConnection() {
    return Utf8.of("mc_" + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36));
  }
}
