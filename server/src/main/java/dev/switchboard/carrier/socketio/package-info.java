// SPDX-License-Identifier: Apache-2.0
/// Socket.IO on Engine.IO: namespaces, events with acknowledgements and binary attachments, rooms,
/// and the recovery of connections that broke. The clients are socket.io-client 2 to 4. Written to
/// be used from Java as well: a [SocketIo] has namespaces, these have sockets, and both have
/// handlers. See `docs/embedding.md`.
@NullMarked
package dev.switchboard.carrier.socketio;

import org.jspecify.annotations.NullMarked;
