// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import dev.switchboard.text.Utf8;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A [Connection] over a WebSocket: the last handler of the pipeline. On its own loop, but for what
/// [Connection] opens to all.
///
/// ```
///   OPEN ──our close──▶ CLOSING ──theirs, or two seconds──▶ CLOSED
///     └────────────────their close, or the line breaks────▶ CLOSED
/// ```
///
/// After a close frame was sent nothing else is, and what comes in is dropped until theirs comes
/// (RFC 6455, section 1.4).
final class WebSocketConnection extends Loop.Tenant implements Connection, WebSocketReader.Sink {
  private static final Logger LOG = LoggerFactory.getLogger(WebSocketConnection.class);

  private static final byte[] NOTHING = {};

  private enum Phase {
    OPEN,
    CLOSING,
    CLOSED
  }

  private final Loop loop;
  private final NetLimits limits;
  private final Deflate deflate;
  private final WebSocketReader reader;
  private final WebSocketWriter writer = new WebSocketWriter();
  private @Nullable ChannelHandlerContext context;
  private @Nullable Listener listener;
  private Phase phase = Phase.OPEN;
  private int code = CloseFrame.ABNORMAL;
  private boolean byPeer = true;
  private byte quiet;
  private boolean paused;

  WebSocketConnection(Loop loop, NetLimits limits, Deflate deflate) {
    this.loop = loop;
    this.limits = limits;
    this.deflate = deflate;
    this.reader = new WebSocketReader(loop, limits, deflate.on());
  }

  /// Who hears, before anything is read.
  void listener(Listener listener) {
    this.listener = listener;
  }

  /// The HTTP codec has left the pipeline, and what the listener has to say first may go out.
  void begin() {
    writer.begin();
    flush();
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
    ByteBuf in = (ByteBuf) message;
    quiet = 0;
    // The codec passes on what came right behind the request while it is being removed, before
    // `begin` is called.
    writer.begin();
    try {
      reader.read(in, this);
    } finally {
      in.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (phase == Phase.OPEN && ctx.channel().isWritable()) {
      hearer().writable();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    phase = Phase.CLOSED;
    writer.release();
    reader.release();
    if (listener != null) {
      listener.closed(code, byPeer);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException || cause instanceof DecoderException) {
      // A reset, or TLS gone wrong: nothing can be said to this client any more.
      ctx.close();
    } else {
      failed(cause);
    }
  }

  @Override
  public String id() {
    return channel().channel().id().asShortText();
  }

  @Override
  public EventExecutor loop() {
    return channel().executor();
  }

  @Override
  public void execute(Runnable task) {
    channel().executor().execute(task);
  }

  @Override
  public void wake() {
    loop.wake(this);
  }

  @Override
  public void send(Utf8 message) {
    send(WebSocketReader.TEXT, message.bytes(), message.offset(), message.length());
  }

  @Override
  public void send(Utf8 head, Utf8 body) {
    if (phase != Phase.OPEN) {
      return;
    }
    if (deflates(body.length()) && head.length() <= WebSocketWriter.MOST_HEAD) {
      MessageDeflater deflater = loop.zlib().deflater();
      if (deflater.deflate(body, deflate.windowBits())) {
        writer.deflated(channel(), WebSocketReader.TEXT, head, deflater);
        return;
      }
    }
    writer.text(channel(), head, body);
  }

  @Override
  public void sendBinary(byte[] bytes, int offset, int length) {
    send(WebSocketReader.BINARY, bytes, offset, length);
  }

  @Override
  public void flush() {
    ChannelHandlerContext ctx = channel();
    writer.flush(ctx);
    // A channel that is closed takes nothing at all, which does not make its client slow.
    boolean open = phase == Phase.OPEN && ctx.channel().isOpen();
    if (open && ctx.channel().bytesBeforeWritable() > limits.unreadBytes()) {
      close(CloseReason.SLOW, "");
    }
  }

  @Override
  public boolean writable() {
    return phase == Phase.OPEN && channel().channel().isWritable();
  }

  @Override
  public void close(CloseReason reason, String detail) {
    close(reason.code(), detail.isEmpty() ? reason.text() : reason.text() + ": " + detail);
  }

  @Override
  public void pause(long nanos) {
    ChannelHandlerContext ctx = channel();
    if (paused || phase != Phase.OPEN) {
      return;
    }
    paused = true;
    ctx.channel().config().setAutoRead(false);
    ctx.executor().schedule(this::readOn, nanos, TimeUnit.NANOSECONDS);
  }

  private void readOn() {
    paused = false;
    quiet = 0;
    channel().channel().config().setAutoRead(true);
  }

  @Override
  public void message(boolean text, byte[] bytes, int offset, int length) {
    if (phase != Phase.OPEN) {
      return;
    }
    if (text) {
      hearer().received(Utf8.view(bytes, offset, length));
    } else {
      hearer().receivedBinary(bytes, offset, length);
    }
  }

  @Override
  public void control(int opcode, byte[] payload, int length) {
    if (opcode == WebSocketReader.CLOSE) {
      closedByPeer(payload, length);
    } else if (opcode == WebSocketReader.PING && writable()) {
      // Section 5.5.3 lets us leave out pongs. For a client that does not read, they would pile up.
      writer.control(channel(), WebSocketReader.PONG, payload, length);
    }
  }

  @Override
  public void bad(CloseReason reason, String why) {
    close(reason, why);
    stopReading();
  }

  @Override
  public boolean open() {
    return phase != Phase.CLOSED;
  }

  @Override
  void drained() {
    if (phase == Phase.OPEN) {
      hearer().drain();
    }
  }

  @Override
  void failed(Throwable bug) {
    LOG.error("connection {}: bug", id(), bug);
    bad(CloseReason.BUG, "");
  }

  @Override
  void beat() {
    // Who is not listened to cannot answer a ping.
    quiet = paused ? 0 : (byte) (quiet + 1);
    if (phase == Phase.OPEN && quiet == Loop.BEATS_TO_PING) {
      writer.control(channel(), WebSocketReader.PING, NOTHING, 0);
      writer.flush(channel());
    } else if (phase == Phase.OPEN && quiet >= Loop.BEATS_TO_DEATH) {
      close(CloseReason.DEAD, "");
      end();
    }
  }

  @Override
  void dismiss() {
    close(CloseReason.GOING_AWAY, "");
  }

  private void send(int opcode, byte[] bytes, int offset, int length) {
    if (phase != Phase.OPEN) {
      return;
    }
    if (deflates(length)) {
      MessageDeflater deflater = loop.zlib().deflater();
      if (deflater.deflate(bytes, offset, length, deflate.windowBits())) {
        writer.deflated(channel(), opcode, Utf8.EMPTY, deflater);
        return;
      }
    }
    writer.data(channel(), opcode, bytes, offset, length);
  }

  private boolean deflates(int length) {
    return deflate.on() && length >= Deflate.LEAST;
  }

  private void close(int code, String text) {
    if (phase != Phase.OPEN) {
      return;
    }
    phase = Phase.CLOSING;
    this.code = code;
    this.byPeer = false;
    ChannelHandlerContext ctx = channel();
    writer.close(ctx, code, text);
    writer.flush(ctx);
    ctx.channel().config().setAutoRead(true);
    Farewell.closeLater(ctx);
  }

  private void closedByPeer(byte[] payload, int length) {
    if (phase == Phase.CLOSING) {
      end();
      return;
    }
    int given = CloseFrame.code(payload, length);
    if (given < 0) {
      bad(CloseReason.PROTOCOL_ERROR, "close frame");
    } else if (!CloseFrame.hasReasonInUtf8(payload, length)) {
      bad(CloseReason.NOT_UTF8, "close frame");
    } else {
      // Section 5.5.1: "When sending a Close frame in response, the endpoint typically echos the
      // status code it received."
      code = given;
      writer.control(channel(), WebSocketReader.CLOSE, payload, Math.min(length, 2));
      end();
    }
  }

  /// Section 7.1.1: the server closes the TCP connection first. What is queued still goes out, and
  /// what still comes is dropped: to close over it would reset the line.
  private void end() {
    phase = Phase.CLOSED;
    writer.flush(channel());
    Farewell.closeOurHalf(channel());
  }

  /// Frames cannot be told apart any more, so a close frame of theirs would not be found.
  private void stopReading() {
    if (phase == Phase.CLOSING) {
      end();
    }
  }

  private ChannelHandlerContext channel() {
    if (context == null) {
      throw new IllegalStateException("connection: not open (expected: in a pipeline)");
    }
    return context;
  }

  private Listener hearer() {
    if (listener == null) {
      throw new IllegalStateException("connection: no listener (expected: before it is opened)");
    }
    return listener;
  }
}
