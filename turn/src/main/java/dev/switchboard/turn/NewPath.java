// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import io.netty.buffer.ByteBuf;

/// A 5-tuple that has shown an allocation's ticket and sent no data yet: until then what peers say
/// goes the old way, whose data still counts (RFC 8016 §3.2). Lives on the allocation's loop.
final class NewPath implements Route {
  private final Allocation allocation;
  private final Client client;

  NewPath(Allocation allocation, Client client) {
    this.allocation = allocation;
    this.client = client;
  }

  @Override
  public boolean take(ByteBuf packet) {
    boolean data = Allocation.isData(packet);
    if (data) {
      allocation.whereabouts().settleOn(client, allocation);
      allocation.take(packet);
    }
    return data;
  }

  @Override
  public Allocation allocation() {
    return allocation;
  }

  @Override
  public void left(Client gone) {
    allocation.left(gone);
  }
}
