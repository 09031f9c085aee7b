// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import io.netty.buffer.ByteBuf;

/// A UDP socket of one address family on an event loop, and touched by that loop only. Addresses
/// are numbers, as in [dev.switchboard.turn.stun.IpAddress], so that a packet needs no objects.
interface UdpSocket {
  /// So many bytes can be written before every packet that is received: enough for the header of a
  /// Data indication with an IPv6 address, so that relaying moves no payload.
  int HEADROOM = 64;

  /// The largest packet that is received whole; larger ones are dropped.
  int MOST = 2048 - HEADROOM;

  /// Gets packets, on the socket's loop.
  interface Receiver {
    /// The buffer is the socket's, for the length of the call; it may be sent, by any socket of the
    /// same loop.
    void received(ByteBuf packet, long high, long low, int port);

    /// What was sent to that address met an ICMP error. Sockets of Linux that are no doors tell.
    ///
    /// @param data the MTU, where the packet was too big
    default void failed(long high, long low, int port, int type, int code, int data) {}
  }

  /// The port is the real one.
  Endpoint local();

  /// Sends what is readable, or drops it when the system will not take it. Leaves the indexes.
  void send(ByteBuf packet, long high, long low, int port);

  /// As above, but never in fragments: with the DF bit set, which all else goes without. At once.
  void sendWhole(ByteBuf packet, long high, long low, int port);

  /// Sends a copy.
  void send(byte[] packet, int length, Endpoint to);

  /// Receives and sends nothing any more. `closed` is called on the loop once the port is free:
  /// now, also where the loop ends and has closed it already, or when the system has let go of it.
  /// Closing again does nothing.
  void close(Runnable closed);
}
