// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

/// What a room is opened within.
///
/// @param since when, in milliseconds since 1970
record RoomFrame(Limits limits, RoomPolicy policy, Tickets tickets, long since) {}
