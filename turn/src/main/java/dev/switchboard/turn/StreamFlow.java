// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import org.jspecify.annotations.Nullable;

/// One direction of a data connection: what one channel reads, the other one writes, and only when
/// that has left is more asked for. So a side that does not read stops the other, and between them
/// lies one reading at most. Lives on the loop of its source; the target may be on another one,
/// which takes writes in their order.
final class StreamFlow {
  /// Told of what has left, on the loop of the target.
  interface Meter {
    /// Calls for more when the limits allow it.
    void written(int bytes, Runnable more);

    void broken();
  }

  private final Channel source;
  private final Channel target;
  private final Meter meter;
  private @Nullable ByteBuf held;
  private int bytes;

  StreamFlow(Channel source, Channel target, Meter meter) {
    this.source = source;
    this.target = target;
    this.meter = meter;
  }

  /// Takes the buffer over. The last one of a reading is kept back, so that its leaving is the
  /// leaving of all.
  void read(ByteBuf received) {
    ByteBuf before = held;
    if (before != null) {
      target.write(before);
    }
    held = received;
    bytes += received.readableBytes();
  }

  void readComplete() {
    ByteBuf last = held;
    if (last == null) {
      return;
    }
    int moved = bytes;
    held = null;
    bytes = 0;
    target.writeAndFlush(last).addListener(f -> left((ChannelFuture) f, moved));
  }

  private void left(ChannelFuture written, int moved) {
    if (written.isSuccess()) {
      meter.written(moved, source::read);
    } else {
      meter.broken();
    }
  }

  void release() {
    ByteBuf last = held;
    if (last != null) {
      held = null;
      last.release();
    }
  }
}
