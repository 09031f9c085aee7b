// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.bench;

import dev.switchboard.carrier.engineio.EngineIo;
import dev.switchboard.carrier.engineio.EngineIoOptions;
import dev.switchboard.carrier.socketio.SocketIo;
import dev.switchboard.carrier.socketio.SocketIoOptions;
import dev.switchboard.net.Listeners;
import dev.switchboard.net.NetLimits;
import dev.switchboard.net.Origins;
import dev.switchboard.net.Routes;
import dev.switchboard.net.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// What load generators of Socket.IO talk to: rooms, and five events that pass to the others in
/// one. Started by hand, see `docs/benchmarks.md`: `SocketIoRelay PORT`, on one loop.
public final class SocketIoRelay {
  private static final int PLENTY = 1_000_000;
  private static final int MAX_PAYLOAD = 1_000_000;
  private static final List<String> EVENTS = List.of("offer", "answer", "candidate", "message");

  private SocketIoRelay() {}

  /// Serves until the process is ended.
  public static void main(String[] args) throws IOException {
    SocketIo io =
        new SocketIo(
            new SocketIoOptions(
                Duration.ofSeconds(45),
                SocketIoOptions.Bounds.DEFAULT,
                new SocketIoOptions.Rate(PLENTY, PLENTY),
                SocketIoOptions.Recovery.OFF));
    io.of("/")
        .onConnect(socket -> {
          socket.on(
              "join",
              (arguments, ack) -> {
                String room = String.valueOf(arguments.text(0));
                socket.data(room);
                socket.join(room);
                ack.send(true);
              });
          for (String event : EVENTS) {
            socket.on(
                event,
                (arguments, _) -> socket.to(String.valueOf(socket.data())).emit(event, arguments));
          }
        });
    Routes.Builder routes = new Routes.Builder().withoutFiles();
    var options = EngineIoOptions.usual(MAX_PAYLOAD, PLENTY, new Origins(List.of("*")));
    new EngineIo(options, io).mount(routes, "/socket.io");
    var limits =
        new NetLimits(PLENTY, PLENTY, MAX_PAYLOAD, 100, MAX_PAYLOAD, Duration.ofSeconds(20));
    var bind = new Listeners.Bind("127.0.0.1", Transport.best(), 1);
    var door = new Listeners.Door(Integer.parseInt(args[0]), routes.build(), null);
    System.out.println("listening on " + Listeners.open(bind, limits, List.of(door)).port());
  }
}
