// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import io.netty.channel.ChannelPipeline;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;

/// Where clients come in. Port 0 picks a free one.
public sealed interface Door {
  InetSocketAddress address();

  /// STUN and TURN over UDP. On a machine with several addresses name one: answers to packets that
  /// came in through the wildcard leave from whichever address the system likes.
  ///
  /// @param dtls serves DTLS on the same port as well (RFC 7350), with these keys
  record Udp(InetSocketAddress address, Optional<DtlsKeys> dtls) implements Door {
    public Udp(InetSocketAddress address) {
      this(address, Optional.empty());
    }

    public Udp(InetSocketAddress address, DtlsKeys dtls) {
      this(address, Optional.of(dtls));
    }
  }

  /// STUN and TURN over UDP, with NAT behaviour discovery (RFC 5780): on the ports of both, at the
  /// addresses of both, which makes four. Both addresses must be known to clients as they are here.
  ///
  /// @param dtls as above, on all four
  record Discovery(InetSocketAddress address, InetSocketAddress alternate, Optional<DtlsKeys> dtls)
      implements Door {
    public Discovery(InetSocketAddress address, InetSocketAddress alternate) {
      this(address, alternate, Optional.empty());
    }

    public Discovery {
      boolean samePort = address.getPort() == alternate.getPort() && address.getPort() != 0;
      if (samePort || address.getAddress().equals(alternate.getAddress())) {
        throw new IllegalArgumentException(
            "discovery: "
                + address
                + " and "
                + alternate
                + " (expected: two addresses and two ports)");
      }
    }
  }

  /// TURN over TCP, or over whatever `front` puts before it: a TLS handler, for instance. `front`
  /// is called on the loop of each new connection with a pipeline that is still empty.
  record Tcp(InetSocketAddress address, Consumer<ChannelPipeline> front) implements Door {
    public Tcp(InetSocketAddress address) {
      this(address, _ -> {});
    }
  }
}
