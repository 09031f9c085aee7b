// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

/// A room as the server's owner sees it.
///
/// @param name as its people know it
/// @param people who is in it
/// @param waiting who knocks
/// @param since when it was opened, in milliseconds since 1970
/// @param rules its door
public record OpenRoom(RoomName name, int people, int waiting, long since, Rules rules) {}
