// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.IpAddress.Family;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One loop's share of a UDP port: its socket, and where its clients' packets go, by address. The
/// system sends all packets of one client to the same share.
final class UdpDoor implements UdpSocket.Receiver {
  private final Worker worker;
  private final EndpointMap<Route> routes = new EndpointMap<>(64);
  private final UdpSocket socket;
  private final @Nullable DtlsDoor dtls;
  private @Nullable NatDiscovery discovery;

  UdpDoor(Worker worker, Endpoint local, Optional<DtlsContexts> contexts) throws IOException {
    this.worker = worker;
    this.socket = worker.sockets().open(local, true, this);
    this.dtls = contexts.map(each -> new DtlsDoor(worker, socket, each)).orElse(null);
  }

  /// From now on it is one of four.
  void join(NatDiscovery four) {
    discovery = four;
  }

  @Nullable NatDiscovery discovery() {
    return discovery;
  }

  EventLoop loop() {
    return worker.loop();
  }

  UdpSocket socket() {
    return socket;
  }

  /// The first byte tells what came (RFC 7983 §7): STUN up to 3, DTLS from 20 to 63, ChannelData
  /// from 64 to 127; all else is dropped.
  @Override
  public void received(ByteBuf packet, long high, long low, int port) {
    if (packet.readableBytes() < 4) {
      return;
    }
    int first = packet.getUnsignedByte(packet.readerIndex());
    if (first >= 20 && first < 64) {
      if (dtls != null) {
        dtls.received(packet, high, low, port);
      }
      return;
    }
    int kind = first & 0xc0;
    Route route = routes.get(high, low, port);
    if ((kind & 0x80) != 0 || (route != null && route.take(packet)) || kind != 0) {
      return;
    }
    Family family = socket.local().ip().family();
    worker.handle(
        packet, new UdpClient(this, new Endpoint(new IpAddress(family, high, low), port)));
  }

  @Nullable Route route(Endpoint client) {
    return routes.get(client.ip().high(), client.ip().low(), client.port());
  }

  void attach(Endpoint client, Route route) {
    routes.put(client.ip().high(), client.ip().low(), client.port(), route);
  }

  void detach(Endpoint client) {
    routes.remove(client.ip().high(), client.ip().low(), client.port());
  }

  /// Calls back once the port is free. Allocations outlive it: [OpenSockets] ends them.
  void close(Runnable closed) {
    if (dtls != null) {
      dtls.close();
    }
    socket.close(closed);
  }
}
