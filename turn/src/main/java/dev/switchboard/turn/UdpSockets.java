// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import io.netty.channel.EventLoop;
import java.io.IOException;

/// Opens sockets, on the loop they will live on.
interface UdpSockets {
  /// Throws [IOException] when the port is taken or the address is not this machine's.
  ///
  /// @param shared whether other loops open the same port, each getting its share of the clients
  UdpSocket open(EventLoop loop, Endpoint local, boolean shared, UdpSocket.Receiver receiver)
      throws IOException;
}
