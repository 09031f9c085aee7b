// SPDX-License-Identifier: Apache-2.0
/// The clients of Socket.IO that others publish, against the server that the official test suites
/// use.
@NullMarked
package dev.switchboard.it.socketio;

import org.jspecify.annotations.NullMarked;
