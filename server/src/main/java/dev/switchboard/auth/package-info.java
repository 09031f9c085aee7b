// SPDX-License-Identifier: Apache-2.0

/// Proofs of who somebody is. Start at [dev.switchboard.auth.PeerSecrets].
@NullMarked
package dev.switchboard.auth;

import org.jspecify.annotations.NullMarked;
