// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;

/// Ends a connection so that our last words arrive. Two things can destroy them: Netty drops what
/// it still holds for a channel that is closed or shut down, and the kernel resets a line that is
/// closed while the client sends, which may overtake what went out before. On the connection's
/// loop.
final class Farewell {
  /// How long a client may take to receive our last words, and to close its half.
  private static final long SECONDS = 2;

  private Farewell() {}

  /// Closes when all that was written has gone out. For a client that sends no more.
  static void close(ChannelHandlerContext ctx) {
    ChannelFuture out = ctx.writeAndFlush(Unpooled.EMPTY_BUFFER);
    out.addListener(ChannelFutureListener.CLOSE);
    if (!out.isDone()) {
      closeLater(ctx);
    }
  }

  /// Closes our half when all that was written has gone out. What still comes is to be read and
  /// dropped, until the client closes its half.
  static void closeOurHalf(ChannelHandlerContext ctx) {
    closeLater(ctx);
    ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> shutDown(ctx));
  }

  static void closeLater(ChannelHandlerContext ctx) {
    ctx.executor().schedule(() -> ctx.close(), SECONDS, TimeUnit.SECONDS);
  }

  private static void shutDown(ChannelHandlerContext ctx) {
    SslHandler tls = ctx.pipeline().get(SslHandler.class);
    if (!(ctx.channel() instanceof DuplexChannel duplex)) {
      ctx.close();
    } else if (tls == null) {
      duplex.shutdownOutput();
    } else {
      tls.closeOutbound().addListener(_ -> duplex.shutdownOutput());
    }
  }
}
