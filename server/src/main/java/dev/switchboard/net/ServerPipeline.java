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
///   FirstByte ─ HTTP codec ─ HttpGate                  until the first byte, where STUN is served
///   [TLS ─ FirstByte] ─ HTTP codec ─ HttpGate          until the first byte behind TLS
///   [TLS] ─ HTTP codec ─ HttpGate                      until the upgrade
///   [TLS] ─ WebSocketConnection                        after it
///   [TLS] ─ whatever the StunAcceptor adds             where the first byte is STUN's
/// ```
final class ServerPipeline extends ChannelInitializer<Channel> {
  private static final int MOST_LINE = 4 << 10;
  private static final int MOST_HEADERS = 16 << 10;

  private final Loops loops;
  private final Routes routes;
  private final NetLimits limits;
  private final Doorman doorman;
  private final @Nullable SslContext tls;
  private volatile @Nullable StunAcceptor stun;

  ServerPipeline(
      Loops loops, Routes routes, NetLimits limits, Doorman doorman, @Nullable SslContext tls) {
    this.loops = loops;
    this.routes = routes;
    this.limits = limits;
    this.doorman = doorman;
    this.tls = tls;
  }

  /// From now on connections may speak STUN too.
  void stun(StunAcceptor acceptor) {
    stun = acceptor;
  }

  @Override
  protected void initChannel(Channel channel) {
    if (!doorman.admit(channel)) {
      return;
    }
    ChannelPipeline pipeline = channel.pipeline();
    StunAcceptor acceptor = stun;
    if (acceptor != null) {
      pipeline.addLast(new FirstByte(acceptor, tls));
    } else if (tls != null) {
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
