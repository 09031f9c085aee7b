// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

/// A raised hand: whose, and since when, in milliseconds since 1970.
public record Hand(PeerId peer, long at) {}
