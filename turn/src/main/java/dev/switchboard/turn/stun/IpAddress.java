// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/// An IPv4 or IPv6 address as two numbers. Unlike [InetAddress] it keeps ::ffff:10.0.0.1 apart from
/// 10.0.0.1, so that what came disguised is still seen to be.
///
/// @param high the first eight bytes of IPv6; 0 for IPv4
/// @param low the last eight bytes of IPv6; the four of IPv4, unsigned
public record IpAddress(Family family, long high, long low) {

  /// The numbers of RFC 8489 §14.1.
  public enum Family {
    IPV4(1),
    IPV6(2);

    private final int number;

    Family(int number) {
      this.number = number;
    }

    public int number() {
      return number;
    }
  }

  public IpAddress {
    if (family == Family.IPV4 && (high != 0 || low >>> 32 != 0)) {
      throw new IllegalArgumentException("not 32 bits: " + high + " " + low);
    }
  }

  public static IpAddress v4(int address) {
    return new IpAddress(Family.IPV4, 0, address & 0xffffffffL);
  }

  public static IpAddress v6(long high, long low) {
    return new IpAddress(Family.IPV6, high, low);
  }

  public static IpAddress of(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return address instanceof Inet4Address
        ? v4(bytes.getInt())
        : v6(bytes.getLong(), bytes.getLong());
  }

  /// Of an address in figures; names are not looked up.
  public static IpAddress of(String literal) {
    return of(InetAddress.ofLiteral(literal));
  }

  public boolean isV6() {
    return family == Family.IPV6;
  }

  /// Whether it stands for "any address of this machine".
  public boolean isWildcard() {
    return high == 0 && low == 0;
  }

  public InetAddress toInetAddress() {
    ByteBuffer bytes = ByteBuffer.allocate(isV6() ? 16 : 4);
    if (isV6()) {
      bytes.putLong(high).putLong(low);
    } else {
      bytes.putInt((int) low);
    }
    try {
      return isV6()
          ? Inet6Address.getByAddress(null, bytes.array(), -1)
          : InetAddress.getByAddress(bytes.array());
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return toInetAddress().getHostAddress();
  }
}
