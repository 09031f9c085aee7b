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

/// One loop's share of a UDP port: its socket and its allocations by the client's address. The
/// system sends all packets of one client to the same share.
final class UdpDoor implements UdpSocket.Receiver {
  private final Worker worker;
  private final EndpointMap<Allocation> allocations = new EndpointMap<>(64);
  private final UdpSocket socket;
  private final @Nullable DtlsDoor dtls;

  UdpDoor(Worker worker, Endpoint local, Optional<DtlsContexts> contexts) throws IOException {
    this.worker = worker;
    this.socket = worker.sockets().open(local, true, this);
    this.dtls = contexts.map(each -> new DtlsDoor(worker, socket, each)).orElse(null);
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
    Allocation allocation = allocations.get(high, low, port);
    switch (first & 0xc0) {
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
    if (dtls != null) {
      dtls.close();
    }
    allocations.forEach(Allocation::end);
    socket.close(closed);
  }
}
