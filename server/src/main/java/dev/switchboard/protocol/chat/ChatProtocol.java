// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.chat;

import dev.switchboard.carrier.engineio.EngineIo;
import dev.switchboard.carrier.engineio.EngineIoOptions;
import dev.switchboard.carrier.socketio.SocketIo;
import dev.switchboard.carrier.socketio.SocketIoOptions;
import dev.switchboard.hub.Hub;
import dev.switchboard.hub.Limits;
import dev.switchboard.net.Origins;
import dev.switchboard.net.Routes;
import dev.switchboard.protocol.Protocol;
import java.time.Duration;
import java.util.List;

/// Socket.IO with the chat room of tutorial 004 in its main namespace, and the client's script
/// beside it, from where pages load it.
public final class ChatProtocol implements Protocol {
  private static final String SCRIPTS = "web/vendor/socketio/";
  private static final List<String> FILES =
      List.of(
          "socket.io.js",
          "socket.io.js.map",
          "socket.io.min.js",
          "socket.io.min.js.map",
          "socket.io.esm.min.js",
          "socket.io.esm.min.js.map");

  private final EngineIo engine;

  /// `io` may have more namespaces, of somebody else's.
  public ChatProtocol(Hub hub, Origins origins, SocketIo io, int maxPayload) {
    Limits limits = hub.limits();
    this.engine =
        new EngineIo(EngineIoOptions.usual(maxPayload, limits.peers().count(), origins), io);
    new ChatRoom(limits.sizes().chat(), new ChatPeers(hub)).open(io.of("/"));
  }

  /// How a Socket.IO of a server with these limits treats its clients.
  public static SocketIoOptions options(Limits limits, Duration recovery) {
    SocketIoOptions usual = SocketIoOptions.DEFAULT;
    return new SocketIoOptions(
        usual.connectTimeout(),
        usual.bounds(),
        new SocketIoOptions.Rate(limits.pace().frames(), limits.pace().burst()),
        SocketIoOptions.Recovery.within(recovery));
  }

  @Override
  public String name() {
    return "chat";
  }

  @Override
  public void mount(Routes.Builder routes, String path) {
    engine.mount(routes, path);
    for (String file : FILES) {
      routes.file(path + "/" + file, SCRIPTS + file);
    }
  }
}
