// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.text.Utf8;

/// Port: the STUN and TURN servers that a client is told of. Any thread.
public interface IceOffer {
  /// The W3C's `RTCIceServer[]` for a peer, as JSON. `host` is the `Host` by which its client has
  /// reached us.
  Utf8 servers(String host, Utf8 peer);

  /// How long what is given now is good; zero where it never expires.
  long seconds();
}
