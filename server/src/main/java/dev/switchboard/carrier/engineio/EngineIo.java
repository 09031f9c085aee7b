// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import dev.switchboard.net.Admission;
import dev.switchboard.net.Connection;
import dev.switchboard.net.Handshake;
import dev.switchboard.net.HttpAnswer;
import dev.switchboard.net.HttpEndpoint;
import dev.switchboard.net.HttpExchange;
import dev.switchboard.net.Routes;
import dev.switchboard.net.WebSocketEndpoint;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

/// Engine.IO at one path: takes polls, posts and WebSockets, finds or begins their sessions, and
/// turns down what is no part of the protocol. On event loops.
public final class EngineIo implements WebSocketEndpoint, HttpEndpoint {
  private final Sessions sessions;
  private final EngineIoEndpoint endpoint;

  public EngineIo(EngineIoOptions options, EngineIoEndpoint endpoint) {
    this.sessions = new Sessions(options);
    this.endpoint = endpoint;
  }

  public void mount(Routes.Builder routes, String path) {
    routes.tree(path, this);
    routes.site(path, this);
  }

  /// How many sessions there are.
  public int sessions() {
    return sessions.count();
  }

  @Nullable EngineIoConnection find(String sid) {
    return sessions.find(sid);
  }

  @Override
  public int mostBody() {
    return sessions.options().maxPayload();
  }

  @Override
  public int mostMessage(int usual) {
    return sessions.options().maxPayload();
  }

  @Override
  public HttpAnswer tooLarge(String origin) {
    return sessions.answers().tooLarge(origin);
  }

  @Override
  public void ask(HttpExchange exchange) {
    if (exchange.method().equals("OPTIONS")) {
      sessions.answers().preflight(exchange);
      return;
    }
    Asked asked = Asked.read(exchange.query(), exchange.header("Origin"));
    Refused why = problem(asked, exchange.method(), false, exchange.header("Host"));
    EngineIoConnection session = sessions.find(asked.sid());
    if (why != null) {
      sessions.answers().refuse(exchange, why);
    } else if (session == null) {
      begin(exchange, asked);
    } else {
      goOn(exchange, session);
    }
  }

  private void goOn(HttpExchange exchange, EngineIoConnection session) {
    switch (exchange.method()) {
      case "GET" -> {
        exchange.whenGone(() -> session.run(() -> session.requests().gone(exchange)));
        session.run(() -> session.requests().get(exchange));
      }
      case "POST" -> session.run(() -> session.requests().post(exchange));
      default -> sessions.answers().refuse(exchange, Refused.BAD_REQUEST);
    }
  }

  private void begin(HttpExchange exchange, Asked asked) {
    EngineIoConnection session = newSession(asked, exchange.loop());
    session.begin(endpoint.open(session, session.handshake(asked)), true);
    session.requests().get(exchange);
  }

  @Override
  public Admission admit(Handshake handshake) {
    Asked asked = Asked.read(handshake.query(), handshake.origin());
    Refused why = problem(asked, "GET", true, handshake.host());
    return why == null
        ? new Admission.Accept("")
        : new Admission.Refuse(why.status(), why.message());
  }

  @Override
  public Connection.Listener open(Connection socket, Handshake handshake) {
    Asked asked = Asked.read(handshake.query(), handshake.origin());
    EngineIoConnection known = sessions.find(asked.sid());
    if (known != null) {
      SocketEar ear = ear(socket, known);
      known.run(() -> known.probe(ear));
      return ear;
    }
    // Where the session of an upgrade has ended since it was admitted, this one begins and is never
    // greeted in return: its heartbeat ends it.
    EngineIoConnection session = newSession(asked, socket.loop());
    SocketEar ear = ear(socket, session);
    session.on(ear);
    session.begin(endpoint.open(session, session.handshake(asked)), false);
    return ear;
  }

  private static SocketEar ear(Connection socket, EngineIoConnection session) {
    SocketLine line = new SocketLine(socket, session.loop(), session.revision());
    return new SocketEar(socket, line, session, session.revision());
  }

  private EngineIoConnection newSession(Asked asked, EventExecutor home) {
    Sessions.Entry entry = sessions.newEntry(asked.revision());
    Payload payload = Payload.of(asked.revision(), asked.base64());
    Polling polling = new Polling(sessions.answers(), payload);
    EngineIoConnection session = new EngineIoConnection(sessions, entry, home, polling);
    sessions.add(entry, session);
    return session;
  }

  /// What is wrong with a request, or null; in the order of the reference.
  private @Nullable Refused problem(Asked asked, String method, boolean upgrade, String host) {
    EngineIoConnection session = sessions.find(asked.sid());
    boolean begins = asked.sid().isEmpty();
    boolean webSocket = asked.transport().equals("websocket");
    if (!webSocket && !asked.transport().equals("polling")) {
      return Refused.TRANSPORT_UNKNOWN;
    }
    if (!asked.originIsClean()) {
      return Refused.BAD_REQUEST;
    }
    if (!begins && session == null) {
      return Refused.SESSION_UNKNOWN;
    }
    if (session != null && session.revision() != asked.revision()) {
      return Refused.BAD_REQUEST;
    }
    if (begins && !method.equals("GET")) {
      return Refused.BAD_METHOD;
    }
    if (webSocket != upgrade) {
      return Refused.BAD_REQUEST;
    }
    if (!sessions.options().origins().allow(asked.handshake().origin(), host)) {
      return Refused.FORBIDDEN;
    }
    return begins ? whyNotBegin(asked) : null;
  }

  private @Nullable Refused whyNotBegin(Asked asked) {
    if (asked.revision() == Asked.UNKNOWN) {
      return Refused.VERSION;
    }
    return sessions.isFull() ? Refused.FORBIDDEN : null;
  }
}
