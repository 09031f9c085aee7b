// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.auth.PeerSecrets;
import dev.switchboard.hub.Hub;
import dev.switchboard.hub.Limits;
import dev.switchboard.net.Admission;
import dev.switchboard.net.Connection;
import dev.switchboard.net.Handshake;
import dev.switchboard.net.Origins;
import dev.switchboard.net.Routes;
import dev.switchboard.net.WebSocketEndpoint;
import dev.switchboard.protocol.Deadlines;
import dev.switchboard.protocol.Link;
import dev.switchboard.protocol.Protocol;
import dev.switchboard.protocol.Tally;
import java.time.Duration;

/// Switchboard's own protocol, at `/ws` unless it is mounted elsewhere.
public final class PlainProtocol implements Protocol, WebSocketEndpoint {
  static final String SUBPROTOCOL = "switchboard.v1";

  /// With a tick or two on top it is less than the second that the protocol allows.
  private static final Duration ACKNOWLEDGE_AFTER = Duration.ofMillis(400);

  private final Hub hub;
  private final PeerSecrets secrets;
  private final Tally tally;
  private final Origins origins;
  private final PlainDecoder decoder;
  private final IceOffer ice;
  private final Welcome welcome;
  private final Deadlines<PlainDialect> hellos;

  /// Who received frames and has not said so yet.
  private final Deadlines<Receipts> acknowledgements = new Deadlines<>(ACKNOWLEDGE_AFTER.toNanos());

  public PlainProtocol(Hub hub, PeerSecrets secrets, Tally tally, Origins origins, Words words) {
    Limits limits = hub.limits();
    this.hub = hub;
    this.secrets = secrets;
    this.tally = tally;
    this.origins = origins;
    this.decoder = new PlainDecoder(limits, secrets);
    this.ice = words.ice();
    this.welcome = new Welcome(limits, ice, words.server());
    this.hellos = new Deadlines<>(limits.pace().hello().toNanos());
  }

  /// What a welcome says beside the limits: the ICE servers that clients get, and the name and
  /// version of the server.
  public record Words(IceOffer ice, String server) {}

  @Override
  public String name() {
    return "switchboard";
  }

  @Override
  public void mount(Routes.Builder routes, String path) {
    routes.webSocket(path.isEmpty() ? "/" : path, this);
  }

  @Override
  public Admission admit(Handshake handshake) {
    if (!origins.allow(handshake)) {
      return new Admission.Refuse(403, "Origin: " + handshake.origin() + " (expected: this site)");
    }
    boolean offered = handshake.subprotocols().contains(SUBPROTOCOL);
    return new Admission.Accept(offered ? SUBPROTOCOL : "");
  }

  @Override
  public Connection.Listener open(Connection connection, Handshake handshake) {
    return new Link(connection, tally, link -> new PlainDialect(this, link, handshake.host()));
  }

  @Override
  public void tick() {
    long now = System.nanoTime();
    hellos.passed(now, PlainDialect::helloDue);
    acknowledgements.passed(now, Receipts::due);
  }

  Hub hub() {
    return hub;
  }

  PeerSecrets secrets() {
    return secrets;
  }

  PlainDecoder decoder() {
    return decoder;
  }

  IceOffer ice() {
    return ice;
  }

  Welcome welcome() {
    return welcome;
  }

  Deadlines.Deadline<PlainDialect> owesHello(PlainDialect dialect) {
    return hellos.add(dialect, System.nanoTime());
  }

  Deadlines.Deadline<Receipts> owesAcknowledgement(Receipts receipts) {
    return acknowledgements.add(receipts, System.nanoTime());
  }
}
