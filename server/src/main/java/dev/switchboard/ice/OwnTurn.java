// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.ice;

import dev.switchboard.turn.RestCredentials;

/// The TURN server inside this process, as clients are told of it.
///
/// @param credentials which it lets in
/// @param udp the port for STUN, and for TURN over UDP; 0 where there is none
/// @param tcp the port for TURN over TCP without TLS; 0 where there is none
/// @param tls the port for TURN over TLS; 0 where there is none
/// @param address where a client finds it that did not say how it found us: a host name, an IPv4
///   address, or an IPv6 address in brackets; empty where nobody knows
public record OwnTurn(RestCredentials credentials, int udp, int tcp, int tls, String address) {}
