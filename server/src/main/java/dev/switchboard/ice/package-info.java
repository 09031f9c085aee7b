// SPDX-License-Identifier: Apache-2.0

/// Which STUN and TURN servers clients are told of, and the credentials they get: in the welcome of
/// our own protocol, and at `/ice` for everybody else. Start at [dev.switchboard.ice.IceServers].
@NullMarked
package dev.switchboard.ice;

import org.jspecify.annotations.NullMarked;
