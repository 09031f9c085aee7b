// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.peerjs;

import dev.switchboard.hub.Hub;
import dev.switchboard.hub.PeerId;
import dev.switchboard.net.Admission;
import dev.switchboard.net.Connection;
import dev.switchboard.net.Handshake;
import dev.switchboard.net.Origins;
import dev.switchboard.net.Routes;
import dev.switchboard.net.WebSocketEndpoint;
import dev.switchboard.protocol.Link;
import dev.switchboard.protocol.Protocol;
import dev.switchboard.protocol.Tally;
import dev.switchboard.text.Utf8;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// PeerServer: the clients of one realm, and what waits for those who are not here. Any thread.
public final class PeerJsProtocol implements Protocol, WebSocketEndpoint {
  static final String NAME = "peerjs";

  /// Clients connect here, below the mount, whatever the key is.
  private static final String SOCKET = "peerjs";

  /// The silent are looked for so many times while they may be silent.
  private static final int LOOKS = 16;

  private final Hub hub;
  private final Tally tally;
  private final Origins origins;
  private final PeerJsRules rules;
  private final Absentees absentees;
  private final ConcurrentHashMap<PeerId, PeerJsClient> clients = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private long nextLook = System.nanoTime();

  public PeerJsProtocol(Hub hub, Tally tally, Origins origins, PeerJsRules rules) {
    this.hub = hub;
    this.tally = tally;
    this.origins = origins;
    this.rules = rules;
    this.absentees = new Absentees(rules.queues());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void mount(Routes.Builder routes, String path) {
    routes.tree(path, this).site(path, new PeerJsSite(this, origins));
  }

  /// The mount itself is an address too, unless it is the whole port.
  @Override
  public Admission admit(Handshake handshake) {
    if (!origins.allow(handshake)) {
      return new Admission.Refuse(403, "Origin: " + handshake.origin() + " (expected: this site)");
    }
    String path = handshake.path();
    boolean mount = handshake.below().isEmpty() && !path.endsWith("/");
    return mount || handshake.below().equals(SOCKET)
        ? new Admission.Accept("")
        : new Admission.Refuse(
            400, "path: " + path + " (expected: one that ends in /" + SOCKET + ")");
  }

  @Override
  public Connection.Listener open(Connection connection, Handshake handshake) {
    Credentials credentials = Credentials.of(handshake.query());
    return new Link(connection, tally, link -> new PeerJsDialect(this, link, credentials));
  }

  /// On the ticker's thread.
  @Override
  public void tick() {
    long now = System.nanoTime();
    for (Absentees.Missed missed : absentees.expired(now)) {
      PeerJsClient sender = clients.get(missed.sender());
      PeerJsDialect owner = sender == null ? null : sender.owner().get();
      if (sender != null && owner != null) {
        owner.tell(sender, PeerJsFrames.about("EXPIRE", missed.absent(), missed.sender()));
      }
    }
    if (nextLook - now <= 0) {
      nextLook = now + rules.alive().toNanos() / LOOKS;
      buryTheSilent(now - rules.alive().toNanos());
    }
  }

  Hub hub() {
    return hub;
  }

  PeerJsRules rules() {
    return rules;
  }

  Absentees absentees() {
    return absentees;
  }

  @Nullable Utf8 problem(Credentials credentials) {
    return credentials.problem(rules.key(), hub.limits().sizes().name());
  }

  /// Takes one of the places that there are. False when there is none.
  boolean reserve() {
    if (count.incrementAndGet() <= rules.clients()) {
      return true;
    }
    release();
    return false;
  }

  /// Nobody sits there.
  void release() {
    count.decrementAndGet();
  }

  /// The client has its id, in a place that was reserved.
  void entered(PeerJsClient client) {
    clients.put(client.id(), client);
  }

  /// Its id is free, and so is its place.
  void end(PeerJsClient client) {
    hub.end(client.peer());
    if (clients.remove(client.id(), client)) {
      release();
    }
  }

  Collection<PeerId> ids() {
    return List.copyOf(clients.keySet());
  }

  private void buryTheSilent(long since) {
    for (PeerJsClient client : clients.values()) {
      if (client.silentSince(since)) {
        PeerJsDialect owner = client.owner().get();
        if (owner != null) {
          owner.buryIfSilent(client, since);
        } else {
          // Left between two connections.
          end(client);
        }
      }
    }
  }
}
