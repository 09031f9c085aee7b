// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// Where the packets of a 5-tuple go: to its allocation, to one that is about to follow its client
/// there (RFC 8016), or to another loop. Lives on the loop of the 5-tuple.
interface Route {
  /// Takes ChannelData and Send indications, and on the way to another loop everything; false for
  /// what else is to be answered here.
  boolean take(ByteBuf packet);

  /// The allocation, where it lives on this loop.
  @Nullable Allocation allocation();

  /// The connection of this client is gone.
  void left(Client client);
}
