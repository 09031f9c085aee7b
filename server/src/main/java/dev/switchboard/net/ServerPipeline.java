// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import org.jspecify.annotations.Nullable;

/// The handlers of every socket, in their order. A socket becomes a WebSocket by replacing what
/// stands behind TLS.
///
/// ```
///   [TLS] ─ HTTP codec ─ HttpGate        until the upgrade
///   [TLS] ─ WebSocketConnection          after it
/// ```
final class ServerPipeline extends ChannelInitializer<Channel> {
  private static final int MOST_LINE = 4 << 10;
  private static final int MOST_HEADERS = 16 << 10;

  private final Loops loops;
  private final Routes routes;
  private final NetLimits limits;
  private final Doorman doorman;
  private final @Nullable SslContext tls;

  ServerPipeline(
      Loops loops, Routes routes, NetLimits limits, Doorman doorman, @Nullable SslContext tls) {
    this.loops = loops;
    this.routes = routes;
    this.limits = limits;
    this.doorman = doorman;
    this.tls = tls;
  }

  @Override
  protected void initChannel(Channel channel) {
    if (!doorman.admit(channel)) {
      return;
    }
    ChannelPipeline pipeline = channel.pipeline();
    if (tls != null) {
      // First, so that everything behind it sees plain bytes.
      pipeline.addLast(tls.newHandler(channel.alloc()));
    }
    pipeline.addLast(
        new HttpServerCodec(
            new HttpDecoderConfig()
                .setMaxInitialLineLength(MOST_LINE)
                .setMaxHeaderSize(MOST_HEADERS)));
    pipeline.addLast(new HttpGate(loops.of(channel.eventLoop()), routes, limits));
  }
}
