// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import java.io.IOException;

/// Opens sockets on one loop, and on its thread.
interface UdpSockets {
  /// Whether datagrams can be kept from being fragmented.
  default boolean canSendWhole() {
    return false;
  }

  /// Throws [IOException] when the port is taken or the address is not this machine's.
  ///
  /// @param door whether it is for clients: then other loops may open the same port, each getting
  ///   its share of them
  UdpSocket open(Endpoint local, boolean door, UdpSocket.Receiver receiver) throws IOException;
}
