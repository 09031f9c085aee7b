// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.StunKey;

/// A user who has proved to be one, and the key of their password under the algorithm they chose, a
/// number of [dev.switchboard.turn.stun.PasswordAlgorithm].
record Credentials(String username, StunKey key, int algorithm) {}
