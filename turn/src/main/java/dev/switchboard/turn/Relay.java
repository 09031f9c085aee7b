// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.Icmp;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.IpAddress.Family;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A relayed transport address: a socket that peers send to, and who of them may. Speaks UDP, or
/// TCP, and then its connections are with [TcpRelay]. Confined to the loop of its allocation.
final class Relay implements UdpSocket.Receiver {
  private final Worker worker;
  private final RelayHost host;
  private final int port;
  private final RelayPorts ports;
  private final @Nullable UdpSocket socket;
  private final @Nullable TcpRelay tcp;
  private final EndpointMap<Permission> permissions = new EndpointMap<>(4);
  private final EndpointMap<PeerChannel> channels = new EndpointMap<>(4);
  private @Nullable Allocation allocation;

  private Relay(RelayHost host, int port, Worker worker) throws IOException {
    this.worker = worker;
    this.host = host;
    this.ports = host.ports();
    this.port = port;
    this.tcp = null;
    Endpoint local = new Endpoint(host.address().local(), port);
    this.socket = worker.sockets().open(local, false, this);
  }

  private Relay(RelayHost host, int port, Worker worker, TcpRelay tcp) {
    this.worker = worker;
    this.host = host;
    this.ports = host.tcpPorts();
    this.port = port;
    this.tcp = tcp;
    this.socket = null;
  }

  /// How one is opened.
  private interface Opener {
    Relay open() throws IOException;
  }

  /// On a port that was taken; it is released when that fails.
  static Relay open(RelayHost host, int port, Worker worker) throws IOException {
    return open(host.ports(), port, worker, () -> new Relay(host, port, worker));
  }

  /// The same over TCP, on a port of its own kind.
  static Relay openTcp(RelayHost host, int port, Worker worker, PendingPeers pending)
      throws IOException {
    return open(
        host.tcpPorts(),
        port,
        worker,
        () -> new Relay(host, port, worker, new TcpRelay(host, port, worker, pending)));
  }

  private static Relay open(RelayPorts ports, int port, Worker worker, Opener opener)
      throws IOException {
    boolean open = false;
    try {
      Relay relay = opener.open();
      worker.open().opened(relay);
      ports.opened(port);
      open = true;
      return relay;
    } finally {
      if (!open) {
        ports.release(port);
      }
    }
  }

  void belongTo(Allocation owner) {
    allocation = owner;
    if (tcp != null) {
      tcp.belongTo(owner, this);
    }
  }

  @Override
  public void received(ByteBuf packet, long high, long low, int port) {
    Allocation owner = allocation;
    if (owner != null) {
      // A relay behind the same 1:1 NAT is known to the client by its external address.
      boolean here = host.isTranslatedLocal(high, low);
      IpAddress external = host.address().external();
      owner.fromPeer(
          this, packet, here ? external.high() : high, here ? external.low() : low, port);
    }
  }

  @Override
  public void failed(long high, long low, int port, int type, int code, int data) {
    Allocation owner = allocation;
    if (owner != null && isRelayed(type)) {
      boolean here = host.isTranslatedLocal(high, low);
      IpAddress peer = here ? host.address().external() : new IpAddress(family(), high, low);
      // The MTU is told where the packet was too big, and means nothing elsewhere.
      boolean tooBig = isV6() ? type == 2 : type == 3 && code == 4;
      owner.failed(this, new Endpoint(peer, port), new Icmp(type, code, tooBig ? data : 0));
    }
  }

  /// "the server verifies that the type is either 3 or 11 for an ICMPv4 [...] packet or either 1,
  /// 2, or 3 for an ICMPv6 [...] packet." (RFC 8656 §11.5)
  private boolean isRelayed(int type) {
    return isV6() ? type >= 1 && type <= 3 : type == 3 || type == 11;
  }

  /// @param whole whether it must not be fragmented: RFC 8656 §14
  void send(ByteBuf packet, long high, long low, int port, boolean whole) {
    if (socket == null) {
      return;
    }
    boolean here = host.isTranslatedExternal(high, low);
    IpAddress local = host.address().local();
    long toHigh = here ? local.high() : high;
    long toLow = here ? local.low() : low;
    if (whole) {
      socket.sendWhole(packet, toHigh, toLow, port);
    } else {
      socket.send(packet, toHigh, toLow, port);
    }
  }

  /// Whether a permission lets this port pass.
  boolean reaches(Permission permission, int port) {
    return !permission.isRelaysOnly() || ports.isOpen(port);
  }

  /// Whether a peer may connect to it.
  boolean admits(Endpoint peer, long now) {
    Permission permission = permissions.get(peer.ip().high(), peer.ip().low(), 0);
    return permission != null && permission.isAlive(now) && reaches(permission, peer.port());
  }

  /// Null where it speaks UDP.
  @Nullable TcpRelay tcp() {
    return tcp;
  }

  /// Whether a relay of this address and transport is open on that port.
  boolean hasPeerAt(int port) {
    return ports.isOpen(port);
  }

  Family family() {
    return host.address().local().family();
  }

  boolean isV6() {
    return family() == Family.IPV6;
  }

  /// Where peers send to.
  Endpoint external() {
    return new Endpoint(host.address().external(), port);
  }

  EndpointMap<Permission> permissions() {
    return permissions;
  }

  EndpointMap<PeerChannel> channels() {
    return channels;
  }

  /// With its allocation.
  void end() {
    Allocation owner = allocation;
    if (owner != null) {
      owner.end();
    } else {
      close();
    }
  }

  void close() {
    if (tcp != null) {
      tcp.close(this::freed);
    }
    if (socket != null) {
      socket.close(this::freed);
    }
  }

  private void freed() {
    ports.release(port);
    worker.open().closed(this);
  }
}
