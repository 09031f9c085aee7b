// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.StunWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A client whose new 5-tuple has come up on another loop than its allocation lives on: it speaks
/// through that loop, by copies. Lives on the allocation's loop but for its [Entrance].
final class FarClient implements Client {
  /// Packets under way between the loops, each way; further ones are lost, as on any wire. Those to
  /// the allocation's loop are bounded by [Arrivals] too, since a client is made for each packet
  /// that shows a ticket.
  static final int MOST_UNDER_WAY = 256;

  private static final ByteBufAllocator BUFFERS = PooledByteBufAllocator.DEFAULT;

  private final Client near;
  private final EventLoop loop;
  private final Worker home;
  private final Entrance entrance = new Entrance();
  private final AtomicInteger coming = new AtomicInteger();
  private final AtomicInteger going = new AtomicInteger();
  private @Nullable Route route;

  /// @param near the client on its own loop
  /// @param home where the allocation lives
  FarClient(Client near, EventLoop loop, Worker home) {
    this.near = near;
    this.loop = loop;
    this.home = home;
  }

  /// On the client's loop: hands a packet over.
  void forward(ByteBuf packet) {
    if (coming.incrementAndGet() > MOST_UNDER_WAY || !home.arrivals().enter()) {
      coming.decrementAndGet();
      return;
    }
    // With the room before and behind it that relaying needs.
    int length = packet.readableBytes();
    ByteBuf copy = BUFFERS.directBuffer(UdpSocket.HEADROOM + length + 4);
    copy.setIndex(UdpSocket.HEADROOM, UdpSocket.HEADROOM);
    copy.writeBytes(packet, packet.readerIndex(), length);
    home.loop().execute(() -> arrived(copy));
  }

  private void arrived(ByteBuf copy) {
    coming.decrementAndGet();
    home.arrivals().leave();
    try {
      Route to = route;
      boolean stun = (copy.getByte(copy.readerIndex()) & 0xc0) == 0;
      if ((to == null || !to.take(copy)) && stun) {
        home.handle(copy, this);
      }
    } finally {
      copy.release();
    }
  }

  /// What the client's own loop has for it.
  private final class Entrance implements Route {
    @Override
    public boolean take(ByteBuf packet) {
      forward(packet);
      return true;
    }

    @Override
    public @Nullable Allocation allocation() {
      return null;
    }

    @Override
    public void left(Client client) {
      home.loop().execute(FarClient.this::gone);
    }
  }

  private void gone() {
    Route to = route;
    if (to != null) {
      to.left(this);
    }
  }

  @Override
  public Endpoint address() {
    return near.address();
  }

  @Override
  public @Nullable Allocation allocation() {
    Route to = route;
    return to == null ? null : to.allocation();
  }

  @Override
  public void attach(Route to) {
    if (route == null) {
      loop.execute(() -> near.attach(entrance));
    }
    route = to;
  }

  @Override
  public void detach() {
    if (route != null) {
      route = null;
      loop.execute(near::detach);
    }
  }

  @Override
  public boolean isSame(Client other) {
    return other instanceof FarClient that && near.isSame(that.near);
  }

  @Override
  public void answer(StunWriter message) {
    StunWriter copy = message.copy();
    loop.execute(() -> near.answer(copy));
  }

  @Override
  public void relay(ByteBuf packet) {
    if (going.incrementAndGet() > MOST_UNDER_WAY) {
      going.decrementAndGet();
      return;
    }
    ByteBuf copy = BUFFERS.directBuffer(packet.readableBytes()).writeBytes(packet.duplicate());
    loop.execute(() -> relayed(copy));
  }

  private void relayed(ByteBuf copy) {
    going.decrementAndGet();
    try {
      near.relay(copy);
    } finally {
      copy.release();
    }
  }
}
