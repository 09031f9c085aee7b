// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.StunWriter;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// Who speaks to the server over one 5-tuple, and the allocation of that 5-tuple. Lives on one
/// loop.
interface Client {
  Endpoint address();

  @Nullable Allocation allocation();

  /// Says where goes what comes next from this client; replaces what was said before.
  void attach(Route route);

  void detach();

  /// Whether both are the same 5-tuple.
  default boolean isSame(Client other) {
    return equals(other);
  }

  /// The connection, where this is one that may carry what RFC 6062 moves: TCP or TLS.
  default @Nullable StreamClient stream() {
    return null;
  }

  void answer(StunWriter message);

  /// Sends relayed data, already framed as ChannelData or as a Data indication.
  void relay(ByteBuf packet);
}
