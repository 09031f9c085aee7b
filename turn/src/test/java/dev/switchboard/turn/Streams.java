// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Streams to a server.
final class Streams {
  private Streams() {}

  static Wire tcp(InetSocketAddress server) throws IOException {
    return Wire.stream(new Socket(server.getAddress(), server.getPort()));
  }
}
