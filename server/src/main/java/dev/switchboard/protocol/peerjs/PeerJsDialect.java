// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.peerjs;

import dev.switchboard.hub.Event;
import dev.switchboard.hub.PeerId;
import dev.switchboard.json.JsonObject;
import dev.switchboard.net.CloseReason;
import dev.switchboard.protocol.Dialect;
import dev.switchboard.protocol.Link;
import dev.switchboard.protocol.Scratch;
import dev.switchboard.protocol.Throttle;
import dev.switchboard.text.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One connection of PeerServer's protocol. On its connection's loop.
///
/// ```
///   ENTERING ──OPEN──▶ the owner of a client ──closed, or handed over──▶ DEAF
///      └──id taken, wrong key, full──▶ DEAF
/// ```
///
/// A client may speak before it is told OPEN; what it says while an older connection still has its
/// id waits.
final class PeerJsDialect implements Dialect {
  private final PeerJsProtocol protocol;
  private final Link link;
  private final Throttle throttle;
  private @Nullable PeerJsClient client;
  private List<Utf8> early = List.of();
  private boolean entering;
  private boolean closed;

  PeerJsDialect(PeerJsProtocol protocol, Link link, Credentials credentials) {
    this.protocol = protocol;
    this.link = link;
    this.throttle = new Throttle(link.connection(), protocol.hub().limits().pace());
    Utf8 problem = protocol.problem(credentials);
    if (problem == null) {
      entering = true;
      new Entrance(protocol, this, credentials).enter();
    } else {
      link.connection().send(problem);
      link.close(CloseReason.NORMAL, "");
    }
  }

  Link link() {
    return link;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void received(Utf8 message) {
    throttle.count();
    PeerJsClient own = client;
    if (own != null) {
      received(own, message);
    } else if (entering && early.size() < protocol.rules().queues().messages()) {
      early = early.isEmpty() ? new ArrayList<>(2) : early;
      early.add(message.copy());
    }
  }

  /// Text all the same, for some clients.
  @Override
  public void receivedBinary(byte[] bytes, int offset, int length) {
    try {
      var decoder = StandardCharsets.UTF_8.newDecoder();
      received(Utf8.of(decoder.decode(ByteBuffer.wrap(bytes, offset, length)).toString()));
    } catch (CharacterCodingException _) {
      throttle.count();
    }
  }

  @Override
  public void deliver(Event event) {
    PeerJsClient own = client;
    if (own == null) {
      return;
    }
    switch (event) {
      case Event.Received it -> own.hears(it, link.connection());
      case Event.RingReceived it -> own.isRung(it);
      case Event.Answer _,
          Event.Broadcast _,
          Event.Admitted _,
          Event.Dismissed _,
          Event.HandleLost _,
          Event.CallRinging _,
          Event.CallAccepted _,
          Event.CallEnded _ -> {
        // PeerJS has no words for it.
      }
    }
  }

  @Override
  public void overflowed() {
    link.close(CloseReason.POLICY, "too slow");
  }

  @Override
  public void closed(boolean goodbye) {
    closed = true;
    entering = false;
    early = List.of();
    leave();
  }

  /// The id is this connection's. What waited for it comes before what is said from now on.
  void open(PeerJsClient opened) {
    opened.lives();
    client = opened;
    entering = false;
    link.connection().send(PeerJsFrames.OPEN);
    for (Utf8 waiting : protocol.absentees().take(opened.id())) {
      link.connection().send(waiting);
    }
    link.tie(opened.peer());
    link.connection().flush();
    List<Utf8> spoken = early;
    early = List.of();
    for (Utf8 message : spoken) {
      received(opened, message);
    }
  }

  /// A connection with the same token wants the client. Lets go of it, unless that has happened
  /// already, and runs `then`. Any thread.
  void handOver(PeerJsClient wanted, Runnable then) {
    link.execute(() -> {
      if (client == wanted) {
        client = null;
        link.untie();
        protocol.hub().suspend(wanted.peer());
        wanted.owner().set(null);
        link.close(CloseReason.REPLACED, "");
      }
      then.run();
    });
  }

  /// No heartbeat came for too long. Any thread.
  void buryIfSilent(PeerJsClient silent, long since) {
    link.execute(() -> {
      if (client == silent && silent.silentSince(since)) {
        leave();
        link.close(CloseReason.DEAD, "");
      }
    });
  }

  /// Tells the client of something that no peer said. Any thread.
  void tell(PeerJsClient wanted, Utf8 frame) {
    link.execute(() -> {
      if (client == wanted) {
        link.connection().send(frame);
        link.connection().flush();
      }
    });
  }

  private void received(PeerJsClient own, Utf8 message) {
    JsonObject frame = Scratch.ofThisThread().frame();
    Utf8 type = frame.read(message) ? frame.string("type") : null;
    if (type == null) {
      return;
    }
    if (type.is("HEARTBEAT")) {
      own.lives();
    } else if (isForOthers(type)) {
      Utf8 to = frame.string("dst");
      if (to != null && PeerId.isValid(to)) {
        own.says(frame, type, new PeerId(to), link.connection());
      } else if (type.is("LEAVE") && !frame.isTruthy("dst")) {
        leave();
      }
    }
  }

  private static boolean isForOthers(Utf8 type) {
    return type.is("CANDIDATE")
        || type.is("OFFER")
        || type.is("ANSWER")
        || type.is("LEAVE")
        || type.is("EXPIRE");
  }

  /// The id is free.
  private void leave() {
    PeerJsClient own = client;
    if (own != null) {
      client = null;
      link.untie();
      own.end();
    }
  }
}
