// SPDX-License-Identifier: Apache-2.0
/// Tutorial 002: Muaz Khan's websocket-over-nodejs, on which his libraries signal. Pages open
/// channels, ask whether anybody is in one, and pass data to its members. See
/// `docs/protocols/channels.md`.
@NullMarked
package dev.switchboard.protocol.channels;

import org.jspecify.annotations.NullMarked;
