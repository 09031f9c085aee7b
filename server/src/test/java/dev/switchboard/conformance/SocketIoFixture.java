// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.conformance;

import dev.switchboard.carrier.socketio.Ack;
import dev.switchboard.carrier.socketio.Acknowledged;
import dev.switchboard.carrier.socketio.Arguments;
import dev.switchboard.carrier.socketio.Gatekeeper;
import dev.switchboard.carrier.socketio.Json;
import dev.switchboard.carrier.socketio.Namespace;
import dev.switchboard.carrier.socketio.Socket;
import dev.switchboard.carrier.socketio.SocketIo;
import dev.switchboard.carrier.socketio.SocketIoOptions;
import dev.switchboard.carrier.socketio.Verdict;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/// What the suites of Socket.IO expect of the server they talk to, written on the API that anybody
/// may use.
public final class SocketIoFixture {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private SocketIoFixture() {}

  public static SocketIo make(boolean recovery) {
    SocketIoOptions.Recovery recovers =
        recovery ? SocketIoOptions.Recovery.USUAL : SocketIoOptions.Recovery.OFF;
    SocketIo io =
        new SocketIo(
            new SocketIoOptions(
                Duration.ofSeconds(1),
                SocketIoOptions.Bounds.DEFAULT,
                SocketIoOptions.Rate.DEFAULT,
                recovers));
    io.of("/").onConnect(SocketIoFixture::main);
    io.of("/custom").onConnect(SocketIoFixture::greet);
    io.of("/private").use(SocketIoFixture::onlyWithTheSecret).onConnect(SocketIoFixture::greet);
    return io;
  }

  private static CompletionStage<Verdict> onlyWithTheSecret(Socket socket) {
    boolean known = socket.auth().toString().contains("\"token\":\"secret\"");
    return Gatekeeper.now(
        known ? Verdict.WELCOME : Verdict.refused("Not authorized", Json.of("{\"code\":401}")));
  }

  private static void greet(Socket socket) {
    socket.emit("auth", socket.auth());
    socket.on("message", (arguments, _) -> socket.emit("message-back", arguments));
  }

  private static void main(Socket socket) {
    greet(socket);
    Namespace all = socket.namespace();
    socket.on("message-with-ack", (arguments, ack) -> ack.send(arguments));
    socket.on(
        "join",
        (arguments, ack) -> {
          String room = room(arguments);
          socket.join(room);
          ack.send(all.count(room));
        });
    socket.on(
        "leave",
        (arguments, ack) -> {
          String room = room(arguments);
          socket.leave(room);
          ack.send(all.count(room));
        });
    socket.on(
        "room-message",
        (arguments, _) -> {
          String room = room(arguments);
          socket.to(room).emit("room-message", room, socket.id(), arguments.rest());
        });
    socket.on("ask-me", (arguments, ack) -> askBack(socket, arguments, ack));
    socket.on("kick-me", (_, _) -> socket.disconnect());
  }

  private static void askBack(Socket socket, Arguments arguments, Ack ack) {
    socket.ask(
        PATIENCE,
        new Acknowledged() {
          @Override
          public void answered(Arguments answer) {
            ack.send(answer.asArray());
          }

          @Override
          public void missed() {
            ack.send("timeout");
          }
        },
        "question",
        arguments.json(0));
  }

  private static String room(Arguments arguments) {
    return Objects.requireNonNullElse(arguments.text(0), "");
  }
}
