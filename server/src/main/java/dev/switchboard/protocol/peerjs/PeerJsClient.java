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
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A client that has its id: kept with its [Peer], so that whoever looks for the id finds it, and
/// passed on when a new connection with the same token takes over.
///
/// It belongs to the dialect in [#owner], on that one's event loop, or to nobody. Only who finds
/// nobody there may take it.
final class PeerJsClient {
  private static final Utf8 DIRECT = Utf8.of("{\"direct\":true}");

  private final PeerJsProtocol protocol;
  private final Peer peer;
  private final Utf8 token;
  private final ForeignCalls foreign;
  private final AtomicReference<@Nullable PeerJsDialect> owner;
  private volatile long heartbeat;

  PeerJsClient(PeerJsProtocol protocol, Peer peer, Utf8 token, PeerJsDialect owner) {
    this.protocol = protocol;
    this.peer = peer;
    this.token = token;
    this.foreign = new ForeignCalls(protocol.hub(), peer);
    this.owner = new AtomicReference<>(owner);
    lives();
  }

  static @Nullable PeerJsClient of(@Nullable Peer peer) {
    return peer != null && peer.session() instanceof PeerJsClient client ? client : null;
  }

  Peer peer() {
    return peer;
  }

  PeerId id() {
    return peer.id();
  }

  AtomicReference<@Nullable PeerJsDialect> owner() {
    return owner;
  }

  /// Whether somebody with this token is this client.
  boolean proves(Utf8 other) {
    return Credentials.same(token, other);
  }

  /// A heartbeat, or a new connection: nothing else counts.
  void lives() {
    heartbeat = System.nanoTime();
  }

  boolean silentSince(long nanos) {
    return heartbeat - nanos < 0;
  }

  /// A message for somebody else.
  void says(JsonObject frame, Utf8 type, PeerId to, Connection own) {
    Peer there = protocol.hub().find(to);
    if (of(there) != null && there != null) {
      Utf8 passed = PeerJsFrames.relayed(type, id(), to.text(), frame.raw("payload"));
      send(to, passed);
      if (there.ended() || there.outbox().overflowed()) {
        own.send(PeerJsFrames.about("LEAVE", to, id()));
      }
    } else if (protocol.hub().isHere(to)) {
      saysAbroad(frame, type, to, own);
    } else if (!type.is("LEAVE") && !type.is("EXPIRE")) {
      leaveFor(to, type, frame.raw("payload"), own);
    }
  }

  void hears(Event.Received it, Connection own) {
    if (it.signal() instanceof Signal.Message message
        && message.dialect().equals(PeerJsProtocol.NAME)) {
      own.send(message.text());
    } else {
      foreign.hears(it, own);
    }
  }

  /// The page takes whatever offer comes, so its bell is answered at once, and the caller told to
  /// send one.
  void isRung(Event.RingReceived ring) {
    submit(new Command.Accept(ring.call(), DIRECT));
  }

  /// Frees the id.
  void end() {
    foreign.end();
    protocol.end(this);
  }

  /// An offer that nobody can take is met as if nobody were there.
  private void saysAbroad(JsonObject frame, Utf8 type, PeerId to, Connection own) {
    Utf8 payload = frame.raw("payload");
    if (type.is("LEAVE")) {
      foreign.leaves(to);
    } else if (!type.is("EXPIRE") && payload != null) {
      boolean understood = frame.read(payload) && foreign.says(to, type, frame);
      if (!understood && type.is("OFFER")) {
        own.send(PeerJsFrames.about("EXPIRE", to, id()));
      }
    }
  }

  private void leaveFor(PeerId to, Utf8 type, @Nullable Utf8 payload, Connection own) {
    Utf8 waiting = PeerJsFrames.relayed(type, id(), to.text(), payload);
    if (!protocol.absentees().add(id(), to, waiting, System.nanoTime())) {
      if (type.is("OFFER")) {
        own.send(PeerJsFrames.about("EXPIRE", to, id()));
      }
    } else if (of(protocol.hub().find(to)) != null) {
      // It came meanwhile, and may have looked for its messages before this one was there.
      for (Utf8 late : protocol.absentees().take(to)) {
        send(to, late);
      }
    }
  }

  private void send(PeerId to, Utf8 frame) {
    submit(new Command.Send(to, new Signal.Message(PeerJsProtocol.NAME, frame)));
  }

  private void submit(Command command) {
    protocol.hub().submit(peer, command, Hub.NO_REQUEST);
  }
}
