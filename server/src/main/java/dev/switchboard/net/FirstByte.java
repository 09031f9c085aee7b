// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpServerCodec;

/// Tells STUN from HTTP by the first byte, and leaves. Stands behind TLS and in front of the
/// handlers of HTTP, which time out a client that never says anything, and which leave too where it
/// speaks STUN. On the connection's loop.
///
/// An HTTP method begins with a letter, 0x41 or more, perhaps after an empty line; a STUN message
/// with 0 to 3 (RFC 7983, section 7). Nothing else of TURN comes first on a connection.
final class FirstByte extends ChannelInboundHandlerAdapter {
  private static final int MOST_OF_STUN = 3;

  private final StunAcceptor stun;

  FirstByte(StunAcceptor stun) {
    this.stun = stun;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (bytes.isReadable()) {
      if (bytes.getUnsignedByte(bytes.readerIndex()) <= MOST_OF_STUN) {
        ctx.pipeline().remove(HttpServerCodec.class);
        ctx.pipeline().remove(HttpGate.class);
        stun.accept(ctx.channel());
      }
      ctx.fireChannelRead(bytes);
      ctx.pipeline().remove(this);
    } else {
      bytes.release();
    }
  }
}
