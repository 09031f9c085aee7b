// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.peerjs;

import dev.switchboard.hub.Attachment;
import dev.switchboard.hub.Hub;
import dev.switchboard.hub.Peer;
import dev.switchboard.hub.PeerId;
import dev.switchboard.json.JsonWriter;
import dev.switchboard.net.CloseReason;
import dev.switchboard.protocol.Scratch;
import dev.switchboard.text.Utf8;
import org.jspecify.annotations.Nullable;

/// How a connection comes to its id: nobody has it, or a connection with the same token has it and
/// hands it over. Runs on the new connection's loop, with a detour over the loop of the older one.
final class Entrance {
  private final PeerJsProtocol protocol;
  private final PeerJsDialect dialect;
  private final PeerId id;
  private final Utf8 token;
  private boolean missed;

  Entrance(PeerJsProtocol protocol, PeerJsDialect dialect, Credentials credentials) {
    this.protocol = protocol;
    this.dialect = dialect;
    this.id = new PeerId(credentials.id());
    this.token = credentials.token();
  }

  void enter() {
    Peer found = protocol.hub().find(id);
    PeerJsClient client = PeerJsClient.of(found);
    if (dialect.isClosed()) {
      leaveNothingBehind(client);
    } else if (found == null) {
      begin();
    } else if (client == null || !client.proves(token)) {
      turnDown(PeerJsFrames.TAKEN);
    } else if (found.ended()) {
      // Some thread is taking leave of it, and then the id is free.
      again();
    } else if (client.owner().compareAndSet(null, dialect)) {
      resume(client);
    } else {
      PeerJsDialect owner = client.owner().get();
      if (owner == null) {
        again();
      } else {
        owner.handOver(client, this::again);
      }
    }
  }

  private void again() {
    dialect.link().execute(this::enter);
  }

  private void resume(PeerJsClient client) {
    if (protocol.hub().resume(client.peer(), dialect.link().connection()::wake)) {
      dialect.open(client);
    } else {
      protocol.end(client);
      enter();
    }
  }

  /// This connection asked for the id and closed before it got it, and may be the last that wanted
  /// it.
  private void leaveNothingBehind(@Nullable PeerJsClient client) {
    if (client != null && client.proves(token) && client.owner().compareAndSet(null, dialect)) {
      client.end();
    }
  }

  private void begin() {
    if (!protocol.reserve()) {
      turnDown(PeerJsFrames.FULL);
      return;
    }
    Hub hub = protocol.hub();
    Attachment attachment =
        hub.attach(id, about(), dialect.link().connection()::wake, this::prepare);
    switch (attachment) {
      case Attachment.Attached it when it.peer().session() instanceof PeerJsClient client -> {
        protocol.entered(client);
        dialect.open(client);
      }
      case Attachment.Attached _ ->
          throw new IllegalStateException("session: none (expected: the one prepared)");
      case Attachment.Taken _ -> {
        protocol.release();
        taken();
      }
      case Attachment.Full _ -> {
        protocol.release();
        turnDown(PeerJsFrames.FULL);
      }
    }
  }

  private void prepare(Peer peer) {
    peer.session(new PeerJsClient(protocol, peer, token, dialect));
  }

  /// Somebody was faster, and may prove to be the same client; or has the name as a handle. Who
  /// finds nobody tries once more: the other may just have gone.
  private void taken() {
    boolean there = protocol.hub().find(id) != null;
    if (there || !missed) {
      missed = !there;
      again();
    } else {
      turnDown(PeerJsFrames.TAKEN);
    }
  }

  private void turnDown(Utf8 frame) {
    dialect.link().connection().send(frame);
    dialect.link().close(CloseReason.NORMAL, "");
  }

  private Utf8 about() {
    JsonWriter out = Scratch.ofThisThread().head().clear().beginObject();
    return out.string("name", id.text()).endObject().copy();
  }
}
