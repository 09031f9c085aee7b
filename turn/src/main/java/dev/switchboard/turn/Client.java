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

  /// Makes the allocation findable by what comes next from this client.
  void attach(Allocation allocation);

  void detach();

  /// The connection, where this is one that may carry what RFC 6062 moves: TCP or TLS.
  default @Nullable StreamClient stream() {
    return null;
  }

  void answer(StunWriter message);

  /// Sends relayed data, already framed as ChannelData or as a Data indication.
  void relay(ByteBuf packet);
}
