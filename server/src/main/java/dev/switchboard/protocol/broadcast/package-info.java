// SPDX-License-Identifier: Apache-2.0
/// Tutorial 000: a WebSocket hello world in which the server numbers its clients and tells each of
/// them what the others said. Its page speaks plain text and hears JSON. See
/// `docs/protocols/broadcast.md`.
@NullMarked
package dev.switchboard.protocol.broadcast;

import org.jspecify.annotations.NullMarked;
