// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.peerjs;

import dev.switchboard.hub.PeerId;
import dev.switchboard.text.Utf8;

/// A call between a PeerJS page and somebody who speaks something else.
///
/// @param name what the page calls the other: an id or a handle
/// @param connection the page's `connectionId`, which the other side never sees
record Call(PeerId name, Utf8 connection) {}
