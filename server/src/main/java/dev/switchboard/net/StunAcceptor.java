// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import io.netty.channel.Channel;

/// Gets the connections that speak STUN instead of HTTP. Called on the connection's loop.
public interface StunAcceptor {

  /// Adds the last handlers of the pipeline, TLS being before them; the bytes that arrived come
  /// next. Or closes the channel.
  void accept(Channel channel);
}
