// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/// The address under which others reach this machine.
///
/// @param local the one of this machine that stands for it behind 1:1 NAT; nothing where the
///   machine's main address does
public record ExternalAddress(Optional<InetAddress> local, InetAddress external) {

  public boolean isV6() {
    return external instanceof Inet6Address;
  }

  @Override
  public String toString() {
    return local.map(l -> l.getHostAddress() + "/").orElse("") + external.getHostAddress();
  }
}
