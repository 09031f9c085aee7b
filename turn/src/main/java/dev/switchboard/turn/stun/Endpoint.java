// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/// An address and a port of 0 to 65535.
public record Endpoint(IpAddress ip, int port) {
  public Endpoint {
    if (port < 0 || port > 0xffff) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
  }

  public static Endpoint of(InetSocketAddress address) {
    InetAddress ip = address.getAddress();
    if (ip == null) {
      throw new IllegalArgumentException(address + " (expected: an address that is resolved)");
    }
    return new Endpoint(IpAddress.of(ip), address.getPort());
  }

  public InetSocketAddress toSocketAddress() {
    return new InetSocketAddress(ip.toInetAddress(), port);
  }

  @Override
  public String toString() {
    return ip.isV6() ? "[" + ip + "]:" + port : ip + ":" + port;
  }
}
