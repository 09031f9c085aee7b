// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import dev.switchboard.auth.PeerSecrets;
import dev.switchboard.carrier.socketio.SocketIo;
import dev.switchboard.config.Config;
import dev.switchboard.config.Greeting;
import dev.switchboard.config.Mount;
import dev.switchboard.config.PeerJs;
import dev.switchboard.hub.Hub;
import dev.switchboard.ice.IceServers;
import dev.switchboard.net.Origins;
import dev.switchboard.protocol.Protocol;
import dev.switchboard.protocol.Tally;
import dev.switchboard.protocol.broadcast.BroadcastProtocol;
import dev.switchboard.protocol.channels.ChannelsProtocol;
import dev.switchboard.protocol.chat.ChatProtocol;
import dev.switchboard.protocol.login.LoginProtocol;
import dev.switchboard.protocol.peerjs.PeerJsProtocol;
import dev.switchboard.protocol.peerjs.PeerJsRules;
import dev.switchboard.protocol.plain.IceOffer;
import dev.switchboard.protocol.plain.PlainProtocol;
import dev.switchboard.protocol.relay.RelayProtocol;
import dev.switchboard.protocol.ywebrtc.YWebrtcProtocol;
import dev.switchboard.text.Utf8;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The wire protocols, one line each, made once for each realm they are spoken in.
final class Protocols {
  /// The longest message of a Socket.IO client, as of the reference server.
  private static final int MAX_PAYLOAD = 1_000_000;

  private record Spoken(Mount.Dialect dialect, String realm) {}

  private final Map<Spoken, Protocol> made = new LinkedHashMap<>();
  private final Config config;
  private final Realms realms;
  private final PeerSecrets secrets;
  private final Tally tally;
  private final IceServers ice;
  private final Consumer<SocketIo> events;

  /// What protocols share.
  record Shared(Realms realms, PeerSecrets secrets, Tally tally, IceServers ice) {}

  /// `events` gets every Socket.IO server that is made, before clients come to it.
  Protocols(Config config, Shared shared, Consumer<SocketIo> events) {
    this.events = events;
    this.config = config;
    this.realms = shared.realms();
    this.secrets = shared.secrets();
    this.tally = shared.tally();
    this.ice = shared.ice();
  }

  /// What is spoken at this mount.
  Protocol of(Mount mount) {
    return made.computeIfAbsent(
        new Spoken(mount.dialect(), mount.realm()),
        spoken -> make(spoken.dialect(), realms.of(spoken.realm())));
  }

  Collection<Protocol> all() {
    return List.copyOf(made.values());
  }

  private Protocol make(Mount.Dialect dialect, Hub hub) {
    Origins origins = new Origins(config.mounts().origins());
    return switch (dialect) {
      case SWITCHBOARD ->
          new PlainProtocol(hub, secrets, tally, new Origins(config.links().ownOrigins()), words());
      case BROADCAST -> new BroadcastProtocol(hub, tally, origins);
      case RELAY -> new RelayProtocol(hub, tally, origins, RelayProtocol.Mode.RELAY);
      case AUTO -> new RelayProtocol(hub, tally, origins, RelayProtocol.Mode.AUTO);
      case CHANNELS -> new ChannelsProtocol(hub, tally, origins);
      case LOGIN -> new LoginProtocol(hub, tally, origins, greeting());
      case CHAT -> chat(hub, origins);
      case PEERJS -> new PeerJsProtocol(hub, tally, origins, peerJs());
      case YWEBRTC -> new YWebrtcProtocol(hub, tally, origins);
      case ALL, OFF -> throw new IllegalArgumentException(dialect + ": nothing that is spoken");
    };
  }

  private Protocol chat(Hub hub, Origins origins) {
    SocketIo io = new SocketIo(ChatProtocol.options(hub.limits(), config.mounts().recovery()));
    events.accept(io);
    return new ChatProtocol(hub, origins, io, MAX_PAYLOAD);
  }

  private LoginProtocol.Greeting greeting() {
    Greeting greeting = config.mounts().greeting();
    return switch (greeting) {
      case NONE -> LoginProtocol.Greeting.NONE;
      case TEXT -> LoginProtocol.Greeting.TEXT;
      case JSON -> LoginProtocol.Greeting.JSON;
    };
  }

  private PeerJsRules peerJs() {
    PeerJs set = config.peerJs();
    return new PeerJsRules(
        Utf8.of(set.key()),
        set.discovery(),
        set.clients(),
        set.alive(),
        new PeerJsRules.Queues(
            set.expire(), set.queue(), set.queueBytes(), set.queueSender(), set.queuesBytes()));
  }

  private PlainProtocol.Words words() {
    IceOffer offer =
        new IceOffer() {
          @Override
          public Utf8 servers(String host, Utf8 peer) {
            return ice.list(host, peer);
          }

          @Override
          public long seconds() {
            return ice.seconds();
          }
        };
    return new PlainProtocol.Words(offer, "switchboard/" + Version.current());
  }
}
