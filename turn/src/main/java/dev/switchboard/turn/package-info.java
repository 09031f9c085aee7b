// SPDX-License-Identifier: Apache-2.0

/// A STUN and TURN server that can be used alone. Knows neither rooms nor the hub.
@NullMarked
package dev.switchboard.turn;

import org.jspecify.annotations.NullMarked;
