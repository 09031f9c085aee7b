// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import org.jspecify.annotations.Nullable;

/// Tells STUN from HTTP by the first byte, and leaves. Stands in front of the handlers of HTTP,
/// which time out a client that never says anything, and which leave too where it speaks STUN.
/// Where TLS is expected it looks twice: a client that begins with STUN does without TLS, and any
/// other gets TLS, with a second one of these behind it. On the connection's loop.
///
/// An HTTP method begins with a letter, 0x41 or more, perhaps after an empty line; a STUN message
/// with 0 to 3, TLS with 20 to 23 (RFC 7983, section 7). Nothing else of TURN comes first on a
/// connection.
final class FirstByte extends ChannelInboundHandlerAdapter {
  private static final int MOST_OF_STUN = 3;

  private final StunAcceptor stun;
  private final @Nullable SslContext tls;

  FirstByte(StunAcceptor stun, @Nullable SslContext tls) {
    this.stun = stun;
    this.tls = tls;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (bytes.isReadable()) {
      ChannelPipeline pipeline = ctx.pipeline();
      if (bytes.getUnsignedByte(bytes.readerIndex()) <= MOST_OF_STUN) {
        pipeline.remove(HttpServerCodec.class);
        pipeline.remove(HttpGate.class);
        stun.accept(ctx.channel());
      } else if (tls != null) {
        ChannelHandler second = new FirstByte(stun, null);
        pipeline.addAfter(ctx.name(), null, second);
        pipeline.addAfter(ctx.name(), null, tls.newHandler(ctx.alloc()));
      }
      ctx.fireChannelRead(bytes);
      pipeline.remove(this);
    } else {
      bytes.release();
    }
  }
}
