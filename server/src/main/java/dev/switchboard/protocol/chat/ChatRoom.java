// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.chat;

import dev.switchboard.carrier.socketio.Arguments;
import dev.switchboard.carrier.socketio.Namespace;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The chat room of tutorial 004, as anybody could write it on Socket.IO: what one says, everybody
/// hears, and everybody hears who came and who left. Runs on the clients' loops.
final class ChatRoom {
  private final int longest;
  private final ChatPeers peers;

  ChatRoom(int longest, ChatPeers peers) {
    this.longest = longest;
    this.peers = peers;
  }

  void open(Namespace room) {
    room.onConnect(socket -> {
      socket.on("chat-message", (arguments, _) -> say(room, arguments));
      peers.enter(
          socket, joined -> room.emit("peer-joined", joined), left -> room.emit("peer-left", left));
    });
  }

  /// The sender hears it too; its page shows nothing before.
  private void say(Namespace room, Arguments arguments) {
    String message = arguments.text(0);
    if (message != null && message.getBytes(StandardCharsets.UTF_8).length <= longest) {
      room.emit("chat-message", Map.of("message", message));
    }
  }
}
