// SPDX-License-Identifier: Apache-2.0
/// Tutorial 004: a chat room and peer-to-peer calls on Socket.IO. Clients are those of Socket.IO 2
/// to 4. See `docs/protocols/chat.md`.
@NullMarked
package dev.switchboard.protocol.chat;

import org.jspecify.annotations.NullMarked;
