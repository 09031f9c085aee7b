// SPDX-License-Identifier: Apache-2.0

/// Switchboard's own protocol, version 1: JSON over a WebSocket at `/ws`, spoken by the web app and
/// by `/client/switchboard.js`. Its page, with every frame, is `docs/protocols/switchboard.md`.
/// Start at [dev.switchboard.protocol.plain.PlainProtocol].
@NullMarked
package dev.switchboard.protocol.plain;

import org.jspecify.annotations.NullMarked;
