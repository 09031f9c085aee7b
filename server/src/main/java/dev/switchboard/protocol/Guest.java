// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import dev.switchboard.hub.Attachment;
import dev.switchboard.hub.Command;
import dev.switchboard.hub.Hub;
import dev.switchboard.hub.Peer;
import dev.switchboard.hub.PeerId;
import dev.switchboard.hub.Signal;
import dev.switchboard.net.Admission;
import dev.switchboard.net.CloseReason;
import dev.switchboard.net.Handshake;
import dev.switchboard.net.Origins;
import dev.switchboard.text.Utf8;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A peer that lives exactly as long as its connection: no grace, nothing to come back to. What the
/// tutorials' clients are. On its connection's loop.
public final class Guest {
  /// Numbers are never used twice while the process lives.
  private static final AtomicLong LAST = new AtomicLong();

  private final Hub hub;
  private final Peer peer;

  private Guest(Hub hub, Peer peer) {
    this.hub = hub;
    this.peer = peer;
  }

  /// What a dialect without secrets says to a handshake. Subprotocols mean nothing to it, so the
  /// first one offered will do: a browser that is granted none of those it asked for hangs up.
  public static Admission admit(Handshake handshake, Origins origins) {
    if (!origins.allow(handshake)) {
      return new Admission.Refuse(403, "Origin: " + handshake.origin() + " (expected: this site)");
    }
    List<String> offered = handshake.subprotocols();
    return new Admission.Accept(offered.isEmpty() ? "" : offered.getFirst());
  }

  /// A guest without a name of its own; its id is the kind and a number, such as `relay/42`. When
  /// no more peers may be here, null, and the connection is closed.
  public static @Nullable Guest enter(Hub hub, Link link, String kind) {
    while (true) {
      PeerId id = PeerId.of(kind + "/" + LAST.incrementAndGet());
      Attachment attachment = hub.attach(id, Utf8.of("{}"), link.connection()::wake);
      switch (attachment) {
        case Attachment.Attached it -> {
          return tied(hub, link, it.peer());
        }
        case Attachment.Full _ -> {
          link.close(CloseReason.TRY_LATER, "");
          return null;
        }
        case Attachment.Taken _ -> {
          // Somebody calls himself that: the next number is free.
        }
      }
    }
  }

  /// A guest of this name. Null when somebody has it, or nobody more may come.
  public static @Nullable Guest enter(Hub hub, Link link, PeerId name, Utf8 about) {
    return hub.attach(name, about, link.connection()::wake) instanceof Attachment.Attached it
        ? tied(hub, link, it.peer())
        : null;
  }

  public PeerId id() {
    return peer.id();
  }

  /// Asks the hub for something of which no answer is wanted.
  public void submit(Command command) {
    hub.submit(peer, command, Hub.NO_REQUEST);
  }

  /// Asks for an answer.
  public void submit(Command command, long request) {
    hub.submit(peer, command, request);
  }

  public void send(PeerId to, Signal signal) {
    submit(new Command.Send(to, signal));
  }

  public void end() {
    hub.end(peer);
  }

  private static Guest tied(Hub hub, Link link, Peer peer) {
    link.tie(peer);
    return new Guest(hub, peer);
  }
}
