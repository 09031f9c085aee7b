// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.IpAddress;

/// A block of addresses, as in 10.0.0.0/8.
public record Network(IpAddress base, int bits) {
  public Network {
    int most = base.isV6() ? 128 : 32;
    if (bits < 0 || bits > most) {
      throw new IllegalArgumentException(
          "network: " + base + "/" + bits + " (expected: 0 to " + most + " bits)");
    }
  }

  /// Of "10.0.0.0/8", or of one address.
  public static Network of(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      IpAddress address = IpAddress.of(text);
      return new Network(address, address.isV6() ? 128 : 32);
    }
    return new Network(
        IpAddress.of(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  public boolean contains(IpAddress address) {
    if (address.family() != base.family()) {
      return false;
    }
    if (!base.isV6()) {
      return same(address.low() << 32, base.low() << 32, bits);
    }
    return same(address.high(), base.high(), Math.min(bits, 64))
        && same(address.low(), base.low(), Math.max(bits - 64, 0));
  }

  private static boolean same(long left, long right, int bits) {
    return bits == 0 || (left ^ right) >>> (64 - bits) == 0;
  }
}
