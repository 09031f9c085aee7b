// SPDX-License-Identifier: Apache-2.0
/// PeerServer, for PeerJS 1.x: clients under ids of their own pass each other offers, answers and
/// candidates, and who is not there yet is waited for. See `docs/protocols/peerjs.md`.
@NullMarked
package dev.switchboard.protocol.peerjs;

import org.jspecify.annotations.NullMarked;
