// SPDX-License-Identifier: Apache-2.0

/// TURN clients that others wrote, in this process or in Node.
@NullMarked
package dev.switchboard.it.turn;

import org.jspecify.annotations.NullMarked;
