// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.StunWriter;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// A client over UDP. Made for each message that is no data, kept by an allocation.
final class UdpClient implements Client {
  private final UdpDoor door;
  private final Endpoint address;

  UdpClient(UdpDoor door, Endpoint address) {
    this.door = door;
    this.address = address;
  }

  /// Where it came in.
  UdpDoor door() {
    return door;
  }

  @Override
  public Endpoint address() {
    return address;
  }

  @Override
  public @Nullable Allocation allocation() {
    Route route = door.route(address);
    return route == null ? null : route.allocation();
  }

  @Override
  public void attach(Route route) {
    door.attach(address, route);
  }

  @Override
  public void detach() {
    door.detach(address);
  }

  @Override
  public boolean isSame(Client other) {
    return other instanceof UdpClient that && door == that.door && address.equals(that.address);
  }

  @Override
  public void answer(StunWriter message) {
    door.socket().send(message.bytes(), message.length(), address);
  }

  @Override
  public void relay(ByteBuf packet) {
    IpAddress ip = address.ip();
    door.socket().send(packet, ip.high(), ip.low(), address.port());
  }
}
