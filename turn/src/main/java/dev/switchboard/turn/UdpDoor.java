// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.IpAddress.Family;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One loop's share of a UDP port: its socket and its allocations by the client's address. The
/// system sends all packets of one client to the same share.
final class UdpDoor implements UdpSocket.Receiver {
  private final Worker worker;
  private final EndpointMap<Allocation> allocations = new EndpointMap<>(64);
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
    Allocation allocation = allocations.get(high, low, port);
    switch (packet.getByte(packet.readerIndex()) & 0xc0) {
      case 0x40 -> {
        if (allocation != null) {
          allocation.channelData(packet);
        }
      }
      case 0x00 -> stun(packet, allocation, high, low, port);
      default -> {}
    }
  }

  private void stun(
      ByteBuf packet, @Nullable Allocation allocation, long high, long low, int port) {
    if (allocation != null && SendIndication.isOne(packet)) {
      allocation.sendIndication(packet);
      return;
    }
    Family family = socket.local().ip().family();
    worker.handle(
        packet, new UdpClient(this, new Endpoint(new IpAddress(family, high, low), port)));
  }

  @Nullable Allocation allocation(Endpoint client) {
    return allocations.get(client.ip().high(), client.ip().low(), client.port());
  }

  void attach(Endpoint client, Allocation allocation) {
    allocations.put(client.ip().high(), client.ip().low(), client.port(), allocation);
  }

  void detach(Endpoint client) {
    allocations.remove(client.ip().high(), client.ip().low(), client.port());
  }

  /// Calls back once the port is free.
  void close(Runnable closed) {
    allocations.forEach(Allocation::end);
    socket.close(closed);
  }
}
