// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the HTTP requests of one connection in their order: answers each from the [Routes], or
/// turns the connection into a WebSocket and leaves. Requests with a body are not answered before
/// its end; only an [HttpEndpoint] reads one. On the connection's loop.
final class HttpGate extends Loop.Tenant {
  private static final Logger LOG = LoggerFactory.getLogger(HttpGate.class);

  private final Loop loop;
  private final Routes routes;
  private final NetLimits limits;
  private @Nullable ChannelHandlerContext context;
  private @Nullable HttpRequest request;
  private Routes.@Nullable Site site;
  private @Nullable HttpExchange waiting;
  private final RequestBody body = new RequestBody();
  private boolean over;
  private byte quiet;

  HttpGate(Loop loop, Routes routes, NetLimits limits) {
    this.loop = loop;
    this.routes = routes;
    this.limits = limits;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    loop.enter(this);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    loop.leave(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      if (!over) {
        read(ctx, message);
      }
    } catch (RuntimeException e) {
      failed(e);
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.flush();
  }

  /// Somebody who asks without reading the answers is not listened to meanwhile.
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    ctx.channel().config().setAutoRead(over || ctx.channel().isWritable());
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    giveUp();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  @Override
  void drained() {}

  @Override
  void failed(Throwable bug) {
    if (context != null) {
      LOG.error("connection {}: bug", context.channel().id().asShortText(), bug);
    }
    if (context != null && !over) {
      refuse(context, HttpAnswer.text(500, "Something went wrong here."));
    }
  }

  /// A connection that asks nothing for two heartbeats, or does not come to the end of a request,
  /// is closed.
  @Override
  void beat() {
    quiet = waiting != null ? 0 : (byte) (quiet + 1);
    if (quiet >= Loop.BEATS_TO_DEATH && context != null) {
      context.close();
    }
  }

  @Override
  void dismiss() {
    if (context != null) {
      Farewell.close(context);
    }
  }

  private void read(ChannelHandlerContext ctx, Object message) {
    HttpAnswer problem = null;
    if (message instanceof HttpRequest asked) {
      problem = begin(asked);
    } else if (message instanceof HttpContent content) {
      Throwable failure = content.decoderResult().cause();
      problem = failure != null ? Replies.unreadable(failure) : add(content);
    }
    HttpRequest whole = request;
    if (problem != null) {
      refuse(ctx, problem);
    } else if (whole != null && message instanceof LastHttpContent) {
      request = null;
      quiet = 0;
      asked(ctx, whole);
    }
  }

  /// One that comes while another is not answered yet would be answered before it.
  private @Nullable HttpAnswer begin(HttpRequest asked) {
    request = asked;
    site = Upgrade.isAsked(asked) ? null : routes.site(Paths.decoded(asked.uri()));
    body.clear();
    return waiting != null
        ? HttpAnswer.text(400, "One request at a time is expected here.")
        : Replies.problem(asked);
  }

  private @Nullable HttpAnswer add(HttpContent content) {
    Routes.Site here = site;
    HttpRequest asked = request;
    if (here == null || asked == null) {
      return body.add(content.content(), limits.bodyBytes(), false)
          ? null
          : HttpAnswer.text(413, "The body is too large.");
    }
    return body.add(content.content(), here.endpoint().mostBody(), true)
        ? null
        : here.endpoint().tooLarge(asked.headers().get(HttpHeaderNames.ORIGIN, ""));
  }

  private void asked(ChannelHandlerContext ctx, HttpRequest asked) {
    String path = Paths.decoded(asked.uri());
    Routes.Way way = Upgrade.isAsked(asked) ? routes.webSocket(path) : null;
    Routes.Site here = site;
    if (way != null) {
      upgrade(ctx, asked, way);
    } else if (here != null) {
      HttpExchange exchange = new HttpExchange(ctx, asked, here, body.take(), this::answered);
      waiting = exchange;
      here.endpoint().ask(exchange);
    } else if (path.isEmpty()) {
      refuse(ctx, HttpAnswer.text(400, "The path cannot be read."));
    } else if (!asked.method().equals(HttpMethod.GET) && !asked.method().equals(HttpMethod.HEAD)) {
      answer(ctx, asked, Replies.methodNotAllowed());
    } else {
      answer(ctx, asked, routes.answer(new HttpAsk(asked.method().name(), path, asked.headers())));
    }
  }

  private void answered(HttpExchange exchange, HttpAnswer answer) {
    if (waiting == exchange && !over && context != null) {
      waiting = null;
      answer(context, exchange.request(), answer);
      context.flush();
    }
  }

  /// Whoever waits for an answer will not get it.
  private void giveUp() {
    HttpExchange exchange = waiting;
    waiting = null;
    if (exchange != null) {
      exchange.gone();
    }
  }

  private void upgrade(ChannelHandlerContext ctx, HttpRequest asked, Routes.Way way) {
    WebSocketEndpoint endpoint = way.endpoint();
    Handshake handshake = Upgrade.handshake(asked, way.below());
    HttpAnswer problem = Upgrade.problem(asked);
    if (problem != null) {
      refuse(ctx, problem);
      return;
    }
    switch (endpoint.admit(handshake)) {
      case Admission.Refuse refuse -> refuse(ctx, HttpAnswer.text(refuse.status(), refuse.text()));
      case Admission.Accept accept -> {
        NetLimits most = limits.ofMessages(endpoint.mostMessage(limits.messageBytes()));
        Deflate deflate = Deflate.choose(asked.headers());
        ctx.writeAndFlush(
            Upgrade.accepted(asked, accept.subprotocol(), deflate), ctx.voidPromise());
        WebSocketConnection connection = new WebSocketConnection(loop, most, deflate);
        ctx.channel().config().setAutoRead(true);
        // In this order: the codec, when removed, passes on the bytes that came right behind the
        // request.
        ctx.pipeline().addLast(connection);
        open(endpoint, connection, handshake);
        ctx.pipeline().remove(this);
        ctx.pipeline().remove(HttpServerCodec.class);
        connection.begin();
      }
    }
  }

  private static void open(
      WebSocketEndpoint endpoint, WebSocketConnection connection, Handshake handshake) {
    try {
      connection.listener(endpoint.open(connection, handshake));
    } catch (RuntimeException e) {
      LOG.error("connection {}: bug", connection.id(), e);
      connection.close(CloseReason.BUG, "");
    }
  }

  /// Answers and closes: what follows on this connection is not to be trusted, or not wanted.
  private void refuse(ChannelHandlerContext ctx, HttpAnswer answer) {
    FullHttpResponse response = Replies.response(answer, false);
    HttpUtil.setKeepAlive(response, false);
    ctx.write(response);
    end(ctx);
  }

  private void answer(ChannelHandlerContext ctx, HttpRequest asked, HttpAnswer answer) {
    FullHttpResponse response = Replies.response(answer, asked.method().equals(HttpMethod.HEAD));
    boolean stays = HttpUtil.isKeepAlive(asked);
    // By the client's version: one of HTTP/1.0 must be told when the connection stays.
    HttpUtil.setKeepAlive(response.headers(), asked.protocolVersion(), stays);
    ctx.write(response);
    if (!stays) {
      end(ctx);
    }
  }

  /// RFC 9112, section 9.6: "The server ... MUST NOT process any further requests received on that
  /// connection."
  private void end(ChannelHandlerContext ctx) {
    over = true;
    request = null;
    giveUp();
    Farewell.closeOurHalf(ctx);
  }
}
