// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.chat;

import dev.switchboard.carrier.socketio.Socket;
import dev.switchboard.hub.Attachment;
import dev.switchboard.hub.Hub;
import dev.switchboard.hub.Peer;
import dev.switchboard.hub.PeerId;
import dev.switchboard.text.Utf8;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Makes each client of tutorial 004 a peer of the realm, under the id of its socket, so that
/// whoever is here, whatever they speak, can be called and can call. On the clients' loops.
final class ChatPeers {
  private final Hub hub;

  ChatPeers(Hub hub) {
    this.hub = hub;
  }

  /// `joined` and `left` hear of the name that the client goes by.
  void enter(Socket socket, Consumer<String> joined, Consumer<String> left) {
    AtomicReference<ChatPeer> made = new AtomicReference<>();
    Runnable wake =
        () ->
            socket.execute(() -> {
              ChatPeer peer = made.get();
              if (peer != null) {
                peer.drain();
              }
            });
    // Others see this one where a peer has no name.
    String id = socket.idIsSecret() ? UUID.randomUUID().toString() : socket.id();
    Attachment attachment = hub.attach(PeerId.of(id), Utf8.of("{}"), wake);
    if (attachment instanceof Attachment.Attached it) {
      Peer peer = it.peer();
      ChatPeer chat = new ChatPeer(hub, peer, socket, joined, left);
      made.set(chat);
      chat.listen();
    } else {
      socket.disconnect();
    }
  }
}
