// SPDX-License-Identifier: Apache-2.0
/// Engine.IO, revisions 4 and 3: connections over long polling that may move to a WebSocket, or
/// begin on one. The clients are engine.io-client 3 to 6, under socket.io-client 2 to 4. Written
/// after the protocol's documents; see `docs/protocols/socketio.md`.
@NullMarked
package dev.switchboard.carrier.engineio;

import org.jspecify.annotations.NullMarked;
