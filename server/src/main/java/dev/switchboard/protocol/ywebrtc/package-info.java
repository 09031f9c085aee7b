// SPDX-License-Identifier: Apache-2.0
/// The signaling of y-webrtc 10: clients subscribe to topics and publish to them, and so find those
/// who share a document. See `docs/protocols/ywebrtc.md`.
@NullMarked
package dev.switchboard.protocol.ywebrtc;

import org.jspecify.annotations.NullMarked;
