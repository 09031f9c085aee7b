// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.natlab;

/// What a router does with packets, in the words of RFC 4787 and of RFC 3489 before it. The kernel
/// keeps the inside port outside wherever it can, which makes mappings independent of the peer.
enum Nat {
  /// Mapping and filtering do not depend on the peer.
  FULL_CONE(
      """
      chain note { type filter hook forward priority 10;
        iifname "lan" update @owner { udp sport : ip saddr }
      }
      chain enter { type nat hook prerouting priority -100;
        iifname "wan" dnat to udp dport map @owner
      }
      """,
      "masquerade",
      ""),
  /// Lets in who was spoken to, from any port of theirs.
  ADDRESS_RESTRICTED(
      """
      chain note { type filter hook forward priority 10;
        iifname "lan" update @owner { udp sport : ip saddr }
        iifname "lan" update @known { ip daddr . udp sport }
      }
      chain enter { type nat hook prerouting priority -100;
        iifname "wan" ip saddr . udp dport @known dnat to udp dport map @owner
      }
      """,
      "masquerade",
      ""),
  /// Lets in who was spoken to, from the very port.
  PORT_RESTRICTED("", "masquerade", ""),
  /// Another outside port for each peer.
  SYMMETRIC("", "masquerade fully-random", ""),
  UDP_BLOCKED("", "masquerade", "meta l4proto udp drop"),
  ONLY_TCP_443(
      "",
      "masquerade",
      """
      iifname "lan" meta l4proto udp drop
          iifname "lan" tcp dport != 443 reject with tcp reset\
      """),
  /// A cable that leads nowhere.
  NOTHING("", "masquerade", "drop");

  private final String chains;
  private final String source;
  private final String filter;

  Nat(String chains, String source, String filter) {
    this.chains = chains;
    this.source = source;
    this.filter = filter;
  }

  /// For nft, on a router whose interfaces are `lan` and `wan`.
  String rules() {
    return """
    table ip nat {
      map owner { type inet_service : ipv4_addr; flags dynamic; size 65535; }
      set known { type ipv4_addr . inet_service; flags dynamic; size 65535; }
      %s
      chain leave { type nat hook postrouting priority 100;
        oifname "wan" %s
      }
    }
    table inet guard {
      # What nobody inside asked for dies without a trace: an entry in the kernel's memory would make
      # it choose another port for the packet that is about to open the way from inside.
      chain own { type filter hook input priority 0;
        iifname "wan" meta l4proto { tcp, udp } drop
      }
      chain pass { type filter hook forward priority 0;
        ct state invalid drop
        %s
        ct status dnat accept
        iifname "wan" ct state new drop
      }
    }
    """
        .formatted(chains, source, filter);
  }
}
