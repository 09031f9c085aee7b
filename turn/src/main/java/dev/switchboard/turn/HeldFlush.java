// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;

/// Stands between the socket and what encrypts, so that several records leave with one write while
/// each message keeps a record of its own: there are clients, coturn's among them, that take a
/// record for a message. Lives on the connection's loop.
final class HeldFlush extends ChannelOutboundHandlerAdapter {
  private boolean holding;
  private long held;

  /// Writes now and sends later: with the next flush, which this is once so much is held.
  void write(Channel channel, ByteBuf message, long most) {
    held += message.readableBytes();
    holding = held < most;
    channel.writeAndFlush(message, channel.voidPromise());
    holding = false;
  }

  @Override
  public void flush(ChannelHandlerContext context) {
    if (!holding) {
      held = 0;
      context.flush();
    }
  }
}
