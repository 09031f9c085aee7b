// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.IpAddress.Family;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One loop's share of a UDP port: its socket, and where its clients' packets go, by address. The
/// system sends all packets of one client to the same share.
final class UdpDoor implements UdpSocket.Receiver {
  private final Worker worker;
  private final EndpointMap<Route> routes = new EndpointMap<>(64);
  private final UdpSocket socket;

  UdpDoor(Worker worker, Endpoint local) throws IOException {
    this.worker = worker;
    this.socket = worker.sockets().open(local, true, this);
  }

  EventLoop loop() {
    return worker.loop();
  }

  UdpSocket socket() {
    return socket;
  }

  /// The first two bits tell STUN from ChannelData (RFC 8656 §12.5); all else is dropped.
  @Override
  public void received(ByteBuf packet, long high, long low, int port) {
    if (packet.readableBytes() < 4) {
      return;
    }
    int kind = packet.getByte(packet.readerIndex()) & 0xc0;
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

  /// Calls back once the port is free.
  void close(Runnable closed) {
    routes.forEach(UdpDoor::end);
    socket.close(closed);
  }

  private static void end(Route route) {
    Allocation here = route.allocation();
    if (here != null) {
      here.end();
    }
  }
}
