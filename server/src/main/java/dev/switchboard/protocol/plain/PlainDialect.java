// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.hub.Event;
import dev.switchboard.hub.Hub;
import dev.switchboard.hub.Peer;
import dev.switchboard.hub.Refusal;
import dev.switchboard.json.JsonObject;
import dev.switchboard.net.CloseReason;
import dev.switchboard.net.Pace;
import dev.switchboard.protocol.Deadlines.Deadline;
import dev.switchboard.protocol.Dialect;
import dev.switchboard.protocol.Link;
import dev.switchboard.protocol.Malformed;
import dev.switchboard.protocol.Scratch;
import dev.switchboard.text.Utf8;
import org.jspecify.annotations.Nullable;

/// One connection that speaks `switchboard.v1`. Lives on the connection's event loop.
///
/// ```
///   NEW ──hello──▶ ENTERING ──welcome──▶ OPEN ──▶ CLOSED
///                  (waits for the loop that still has the session)
/// ```
final class PlainDialect implements Dialect {
  private enum Phase {
    NEW,
    ENTERING,
    OPEN,
    CLOSED
  }

  private static final Utf8 OPENING = Utf8.of("{");

  private final PlainProtocol protocol;
  private final Link link;
  private final String host;
  private final Pace pace;
  private final Deadline<PlainDialect> hello;
  private final Receipts receipts;
  private Phase phase = Phase.NEW;
  private @Nullable PlainSession session;

  /// `host` is the one by which the client has reached us.
  PlainDialect(PlainProtocol protocol, Link link, String host) {
    var limits = protocol.hub().limits().pace();
    this.protocol = protocol;
    this.link = link;
    this.host = host;
    this.pace = new Pace(limits.frames(), limits.burst(), System.nanoTime());
    this.hello = protocol.owesHello(this);
    this.receipts = new Receipts(protocol, link);
  }

  @Override
  public void received(Utf8 message) {
    JsonObject frame = Scratch.ofThisThread().frame();
    if (!frame.read(message)) {
      throw new Malformed(CloseReason.MALFORMED, "frame: " + frame.problem() + " (expected: JSON)");
    }
    Utf8 type = frame.string("type");
    if (type == null) {
      throw new Malformed(CloseReason.MALFORMED, "type: missing (expected: a string)");
    }
    PlainSession open = session;
    if (phase == Phase.OPEN && open != null) {
      accept(open, frame, type);
    } else if (phase == Phase.NEW) {
      greet(frame, type);
    } else if (phase == Phase.ENTERING) {
      leave();
      throw new Malformed(CloseReason.MALFORMED, "frame before the welcome");
    }
  }

  @Override
  public void receivedBinary(byte[] bytes, int offset, int length) {
    throw new Malformed(CloseReason.UNSUPPORTED_DATA, "");
  }

  @Override
  public void deliver(Event event) {
    PlainSession open = session;
    if (open != null) {
      send(open, body(event, open.numbered()));
    }
  }

  @Override
  public void overflowed() {
    PlainSession open = session;
    leave();
    if (open != null) {
      protocol.hub().end(open.peer());
    }
    link.close(CloseReason.SLOW, "");
  }

  @Override
  public void closed(boolean goodbye) {
    PlainSession open = session;
    leave();
    if (open == null) {
      return;
    }
    if (goodbye || !open.numbered()) {
      protocol.hub().end(open.peer());
    } else {
      protocol.hub().suspend(open.peer());
    }
    open.owner().set(null);
  }

  /// No hello came in time. Any thread.
  void helloDue() {
    link.execute(() -> {
      if (phase == Phase.NEW) {
        link.close(CloseReason.HELLO_TIMEOUT, "");
      }
    });
  }

  /// Gives the session up for another connection, which dials `then` once it is free. On this
  /// connection's loop.
  void handOver(PlainSession wanted, Runnable then) {
    link.execute(() -> {
      if (session == wanted) {
        leave();
        protocol.hub().suspend(wanted.peer());
        wanted.owner().set(null);
        link.close(CloseReason.REPLACED, "");
      }
      then.run();
    });
  }

  Link link() {
    return link;
  }

  boolean isClosed() {
    return phase == Phase.CLOSED;
  }

  /// Entering is over: from now on this is the session's connection.
  void open(PlainSession opened, boolean resumed) {
    session = opened;
    phase = Phase.OPEN;
    Scratch scratch = Scratch.ofThisThread();
    String secret = protocol.secrets().secretOf(opened.peer().id().text());
    protocol.welcome().write(scratch.body().clear(), opened, secret, host, resumed);
    link.connection().send(scratch.body().view());
    long number = opened.replay().last() - opened.replay().frames().size();
    for (Utf8 frame : opened.replay().frames()) {
      link.connection().send(head(++number), frame);
    }
    link.connection().flush();
    link.tie(opened.peer());
  }

  private void greet(JsonObject frame, Utf8 type) {
    if (!type.is("hello")) {
      throw new Malformed(CloseReason.MALFORMED, "type: not hello (expected: hello first)");
    }
    try {
      Hello said = Hello.read(frame, protocol.decoder().fields());
      hello.cancel();
      phase = Phase.ENTERING;
      new Entrance(protocol, this, said).enter();
    } catch (Declined e) {
      throw new Malformed(CloseReason.MALFORMED, e.said());
    }
  }

  private void accept(PlainSession open, JsonObject frame, Utf8 type) {
    boolean paced = pace.take(System.nanoTime());
    if (pace.ignored()) {
      throw new Malformed(CloseReason.FLOOD, "over " + framesPerSecond() + " frames a second");
    }
    if (type.is("ack")) {
      acknowledged(open, frame.integer("seq"));
    } else if (type.is("ping")) {
      pong(open);
    } else if (type.is("pong")) {
      acknowledgedWith(open, frame);
    } else if (type.is("hello")) {
      throw new Malformed(CloseReason.MALFORMED, "type: hello (expected: only once)");
    } else if (!open.numbered() || isNext(open, frame)) {
      request(open.peer(), frame, type, paced);
    }
  }

  private boolean isNext(PlainSession open, JsonObject frame) {
    long number = frame.integer("seq");
    long expected = open.received() + 1;
    if (number > expected || number < 1) {
      String value = number == JsonObject.NO_INTEGER ? "missing" : Long.toString(number);
      throw new Malformed(CloseReason.MALFORMED, "seq: " + value + " (expected: " + expected + ")");
    }
    if (number < expected) {
      return false;
    }
    open.received(number);
    receipts.owe(number);
    return true;
  }

  private void request(Peer peer, JsonObject frame, Utf8 type, boolean paced) {
    Hub hub = protocol.hub();
    long request = Hub.NO_REQUEST;
    try {
      if (frame.has("id")) {
        request = frame.integer("id");
        if (request < 0) {
          request = Hub.NO_REQUEST;
          throw Fields.bad("id", frame.raw("id"), "an integer from 0 to 9007199254740991");
        }
      }
      if (!paced) {
        String expected = "at most " + framesPerSecond() + " a second";
        throw new Declined(Refusal.RATE_LIMITED, "frames: too many", expected);
      }
      if (type.is("ice")) {
        hub.answer(peer, iceFor(peer, request));
      } else {
        hub.submit(peer, protocol.decoder().decode(frame, type), request);
      }
    } catch (Declined e) {
      hub.refuse(peer, request, e.why(), e.said());
    }
  }

  /// The hub knows of no servers, so the dialect answers by itself.
  private Event.IceOffered iceFor(Peer peer, long request) {
    IceOffer ice = protocol.ice();
    return new Event.IceOffered(request, ice.servers(host, peer.id().text()), ice.seconds());
  }

  private int framesPerSecond() {
    return protocol.hub().limits().pace().frames();
  }

  private void acknowledged(PlainSession open, long number) {
    if (!open.numbered()) {
      return;
    }
    if (number < 0 || !open.replay().acknowledged(number)) {
      long last = open.replay().last();
      throw new Malformed(CloseReason.MALFORMED, "ack: (expected: a number up to " + last + ")");
    }
  }

  private void acknowledgedWith(PlainSession open, JsonObject frame) {
    if (frame.has("ack")) {
      acknowledged(open, frame.integer("ack"));
    }
  }

  /// Nothing is sent to who does not read: what answers no request has no place in the outbox, and
  /// would pile up in the socket.
  private void pong(PlainSession open) {
    if (!link.connection().writable()) {
      return;
    }
    var out = Scratch.ofThisThread().body().clear().beginObject().constant("type", "pong");
    if (open.numbered()) {
      out.number("ack", open.received());
      receipts.given();
    }
    link.connection().send(out.endObject().view());
    link.connection().wake();
  }

  private static Utf8 body(Event event, boolean kept) {
    if (event instanceof Event.Broadcast broadcast) {
      Utf8 known = broadcast.memo().recall(PlainProtocol.SUBPROTOCOL);
      if (known != null) {
        return known;
      }
      Utf8 made = encoded(event, true);
      broadcast.memo().keep(PlainProtocol.SUBPROTOCOL, made);
      return made;
    }
    return encoded(event, kept);
  }

  private static Utf8 encoded(Event event, boolean kept) {
    var out = Scratch.ofThisThread().body().clear();
    PlainEncoder.encode(event, out);
    return kept ? out.copy() : out.view();
  }

  private void send(PlainSession open, Utf8 body) {
    Utf8 head = open.numbered() ? head(open.replay().add(body)) : OPENING;
    link.connection().send(head, body);
  }

  private static Utf8 head(long number) {
    return Scratch.ofThisThread().head().clear().beginObject().number("seq", number).comma().view();
  }

  private void leave() {
    session = null;
    phase = Phase.CLOSED;
    link.untie();
    hello.cancel();
    receipts.end();
  }
}
