// SPDX-License-Identifier: Apache-2.0
/// Tutorial 001: a page broadcasts its offer, answer and candidates, and the server passes every
/// message on as it came; from the tutorial's step 4 on with a `code`, so that only two who share
/// one meet. See `docs/protocols/relay.md`.
@NullMarked
package dev.switchboard.protocol.relay;

import org.jspecify.annotations.NullMarked;
