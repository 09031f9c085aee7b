// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

/// The role of somebody in a room who is more than a guest.
public record Seat(PeerId peer, Role role) {}
