// SPDX-License-Identifier: Apache-2.0

/// STUN messages and their bytes: RFC 8489, with the attributes of RFC 8656. Knows no sockets and
/// no TURN; immutable or confined to one call, so any thread may use it. Start at
/// [dev.switchboard.turn.stun.StunReader] and [dev.switchboard.turn.stun.StunWriter].
@NullMarked
package dev.switchboard.turn.stun;

import org.jspecify.annotations.NullMarked;
