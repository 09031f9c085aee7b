// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.hub.Attachment;
import dev.switchboard.hub.Hub;
import dev.switchboard.hub.Peer;
import dev.switchboard.hub.PeerId;
import dev.switchboard.net.CloseReason;
import dev.switchboard.text.Utf8;
import java.util.concurrent.ThreadLocalRandom;

/// How a connection comes to its session after the hello: a new peer, the same peer resumed, or the
/// same id afresh. Runs on the new connection's loop, with a detour over the loop of an older
/// connection that still has the session.
final class Entrance {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int ID_LENGTH = 12;

  private final PlainProtocol protocol;
  private final PlainDialect dialect;
  private final Hello hello;
  private boolean missed;

  Entrance(PlainProtocol protocol, PlainDialect dialect, Hello hello) {
    this.protocol = protocol;
    this.dialect = dialect;
    this.hello = hello;
  }

  void enter() {
    if (!hello.returns()) {
      begin(newId());
      return;
    }
    if (!protocol.secrets().proves(hello.peer(), hello.secret())) {
      dialect
          .link()
          .close(CloseReason.BAD_SECRET, "secret (expected: the one this peer was given)");
      return;
    }
    comeBack();
  }

  /// Finds the session and takes it, or asks its owner for it and tries again.
  private void comeBack() {
    if (dialect.isClosed()) {
      return;
    }
    PeerId id = new PeerId(hello.peer());
    Peer found = protocol.hub().find(id);
    if (found == null) {
      begin(id);
    } else if (!(found.session() instanceof PlainSession known)) {
      // A peer of another protocol took that id.
      begin(newId());
    } else if (found.ended()) {
      // Some thread is taking leave of it, and then the id is free.
      again();
    } else if (known.owner().compareAndSet(null, dialect)) {
      resume(known);
    } else {
      PlainDialect owner = known.owner().get();
      if (owner == null) {
        again();
      } else {
        owner.handOver(known, this::again);
      }
    }
  }

  private void again() {
    dialect.link().execute(this::comeBack);
  }

  private void resume(PlainSession known) {
    Hub hub = protocol.hub();
    boolean complete =
        hello.numbered()
            && known.numbered()
            && known.replay().reaches(hello.received())
            && !known.peer().outbox().overflowed();
    if (complete && hub.resume(known.peer(), dialect.link().connection()::wake)) {
      known.replay().acknowledged(hello.received());
      dialect.open(known, true);
    } else {
      hub.end(known.peer());
      comeBack();
    }
  }

  private void begin(PeerId id) {
    Hub hub = protocol.hub();
    Attachment attachment =
        hub.attach(id, hello.about(), dialect.link().connection()::wake, this::prepare);
    switch (attachment) {
      case Attachment.Attached it when it.peer().session() instanceof PlainSession session ->
          dialect.open(session, false);
      case Attachment.Attached _ ->
          throw new IllegalStateException("session: none (expected: the one prepared)");
      case Attachment.Taken _ -> taken(id);
      case Attachment.Full _ -> dialect.link().close(CloseReason.TRY_LATER, "");
    }
  }

  private void prepare(Peer peer) {
    int replayBytes = protocol.hub().limits().waiting().replay();
    peer.session(new PlainSession(peer, hello.numbered(), replayBytes, dialect));
  }

  /// Somebody has the name. Who comes back goes on trying for as long as that is the very peer, for
  /// it is another connection of its own or about to end; and once more when nobody is found, who
  /// may just have gone. A handle stays with whoever has it.
  private void taken(PeerId id) {
    boolean own = id.text().equals(hello.peer());
    boolean there = protocol.hub().find(id) != null;
    if (own && (there || !missed)) {
      missed = !there;
      again();
    } else {
      begin(newId());
    }
  }

  /// 60 random bits: short enough to read, and nobody needs to be unable to guess them.
  private static PeerId newId() {
    StringBuilder id = new StringBuilder(ID_LENGTH);
    for (int i = 0; i < ID_LENGTH; i++) {
      id.append(ALPHABET.charAt(ThreadLocalRandom.current().nextInt(ALPHABET.length())));
    }
    return new PeerId(Utf8.of(id.toString()));
  }
}
