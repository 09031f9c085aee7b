// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetAddress;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// One request that an [HttpEndpoint] is to answer, at once or later. Belongs to its connection's
/// loop, but for [#execute] and [#answer], which any thread may call.
public final class HttpExchange {
  private final ChannelHandlerContext context;
  private final HttpRequest request;
  private final String path;
  private final String below;
  private final byte[] body;
  private final BiConsumer<HttpExchange, HttpAnswer> answering;
  private @Nullable Runnable gone;
  private boolean left;

  HttpExchange(
      ChannelHandlerContext context,
      HttpRequest request,
      Routes.Site site,
      byte[] body,
      BiConsumer<HttpExchange, HttpAnswer> answering) {
    this.context = context;
    this.request = request;
    this.path = site.path();
    this.below = site.below();
    this.body = body;
    this.answering = answering;
  }

  public String method() {
    return request.method().name();
  }

  /// Decoded.
  public String path() {
    return path;
  }

  /// What of the path lies below the mount, without the slash between them.
  public String below() {
    return below;
  }

  /// As it came, without the question mark; empty where there is none.
  public String query() {
    return Paths.query(request.uri());
  }

  /// The first header of this name, or an empty text.
  public String header(String name) {
    return request.headers().get(name, "");
  }

  /// Of the other end of its connection, which may be a proxy.
  public InetAddress address() {
    return Doorman.address(context.channel());
  }

  /// Whole, and for nobody else.
  public byte[] body() {
    return body;
  }

  public boolean takesGzip() {
    return Negotiation.takesGzip(request.headers());
  }

  /// The loop it belongs to. Any thread.
  public EventExecutor loop() {
    return context.executor();
  }

  /// Runs the task on the connection's loop. Any thread.
  public void execute(Runnable task) {
    context.executor().execute(task);
  }

  /// What to do, on this loop, when the client goes before it is answered.
  public void whenGone(Runnable gone) {
    if (left) {
      gone.run();
    } else {
      this.gone = gone;
    }
  }

  /// Once; later answers, and those to a client that has gone, are dropped. Any thread.
  public void answer(HttpAnswer answer) {
    if (context.executor().inEventLoop()) {
      answering.accept(this, answer);
    } else {
      execute(() -> answering.accept(this, answer));
    }
  }

  HttpRequest request() {
    return request;
  }

  void gone() {
    left = true;
    Runnable told = gone;
    if (told != null) {
      gone = null;
      told.run();
    }
  }
}
