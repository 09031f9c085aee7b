// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

/// Somebody at the door of a room: the peer, and the holder of the ticket it will get.
record Knocker(Peer peer, long holder) {}
