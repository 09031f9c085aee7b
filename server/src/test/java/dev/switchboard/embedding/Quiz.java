// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.embedding;

import dev.switchboard.app.Switchboard;
import dev.switchboard.carrier.socketio.Gatekeeper;
import dev.switchboard.carrier.socketio.Namespace;
import dev.switchboard.carrier.socketio.Verdict;
import java.util.Map;

/// A quiz beside the calls: who knows the password comes in, and the first right answer wins.
public final class Quiz {
  private Quiz() {}

  public static void main(String[] args) {
    start(Map.of("port", "8080"));
  }

  static Switchboard start(Map<String, String> settings) {
    return Switchboard.start(settings, io -> rules(io.of("/quiz")));
  }

  private static void rules(Namespace quiz) {
    quiz.use(socket ->
        Gatekeeper.now(
            socket.auth().field("password").equals("swordfish")
                ? Verdict.WELCOME
                : Verdict.refused("Wrong password")));
    quiz.onConnect(socket -> {
      socket.on("team", (said, ack) -> ack.send(socket.join(String.valueOf(said.text(0)))));
      socket.on("answer", (said, ack) -> ack.send(said.number(0) == 42));
      socket.on("cheer", (said, _) -> socket.others().emit("cheer", socket.id(), said));
    });
  }
}
