// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.auth.PeerSecrets;
import dev.switchboard.hub.Hub;
import dev.switchboard.hub.HubListener;
import dev.switchboard.hub.Limits;
import dev.switchboard.hub.Time;
import dev.switchboard.net.Handshake;
import dev.switchboard.net.Origins;
import dev.switchboard.protocol.FakeConnection;
import dev.switchboard.protocol.Json;
import dev.switchboard.protocol.Tally;
import dev.switchboard.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;

/// Hub and protocol without sockets: connections are fakes, and one thread does it all.
final class Desk {
  static final PeerSecrets SECRETS =
      new PeerSecrets(new SecretKeySpec("key".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));

  private static final IceOffer NO_ICE =
      new IceOffer() {
        @Override
        public Utf8 servers(String host, Utf8 peer) {
          return Utf8.of("[]");
        }

        @Override
        public long seconds() {
          return 0;
        }
      };

  private final Tally tally = new Tally();
  private final Hub hub;
  private final PlainProtocol protocol;

  private Desk(Limits limits, HubListener listener) {
    this.hub = new Hub(limits, listener, Time.SYSTEM);
    this.protocol =
        new PlainProtocol(
            hub, SECRETS, tally, new Origins(List.of()), new PlainProtocol.Words(NO_ICE, "test"));
  }

  static Desk open() {
    return new Desk(limits(), HubListener.NONE);
  }

  static Desk open(HubListener listener) {
    return new Desk(limits(), listener);
  }

  /// The usual, but nobody is too fast, little chat is kept, and grace is over at once.
  static Limits limits() {
    Limits usual = Limits.DEFAULT;
    return new Limits(
        usual.sizes(),
        usual.rooms(),
        new Limits.Peers(1000, 250, Duration.ZERO),
        usual.waiting(),
        new Limits.History(3, 1000, Duration.ofHours(1)),
        usual.calls(),
        new Limits.Pace(10_000_000, 10_000_000, Duration.ofSeconds(20), Duration.ofSeconds(10)));
  }

  Hub hub() {
    return hub;
  }

  PlainProtocol protocol() {
    return protocol;
  }

  FakeConnection connect() {
    FakeConnection connection = new FakeConnection();
    connection.listener(
        protocol.open(connection, new Handshake("/ws", "", "", "localhost", "", List.of())));
    return connection;
  }

  /// The welcome of a connection, whatever else it heard.
  static Map<?, ?> welcome(FakeConnection connection) {
    for (String heard : connection.run().heard()) {
      Map<?, ?> frame = (Map<?, ?>) Json.parse(heard);
      if ("welcome".equals(frame.get("type"))) {
        return frame;
      }
    }
    throw new AssertionError("no welcome, closed with " + connection.closedWith());
  }
}
