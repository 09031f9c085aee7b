// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A client that says what it is told and remembers what it hears: the JDK's own WebSocket, against
/// the real server.
public final class Puppet implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final long PATIENCE_SECONDS = 10;

  private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;
  private volatile CompletableFuture<Void> pong = new CompletableFuture<>();

  private Puppet(URI address, String subprotocol) {
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    if (!subprotocol.isEmpty()) {
      builder.subprotocols(subprotocol);
    }
    this.socket = builder.buildAsync(address, new Ear()).join();
  }

  public static Puppet connect(int port, String path, String subprotocol) {
    return new Puppet(URI.create("ws://127.0.0.1:" + port + path), subprotocol);
  }

  public Puppet say(String message) {
    socket.sendText(message, true).join();
    return this;
  }

  /// One message in several frames.
  public Puppet sayInParts(String... parts) {
    for (int i = 0; i < parts.length; i++) {
      socket.sendText(parts[i], i == parts.length - 1).join();
    }
    return this;
  }

  /// Returns when the server has taken in all that was said, or has closed.
  public Puppet settle() {
    CompletableFuture<Void> answered = new CompletableFuture<>();
    pong = answered;
    socket
        .sendPing(ByteBuffer.allocate(0))
        .whenComplete((_, failure) -> {
          if (failure != null) {
            answered.complete(null);
          }
        });
    CompletableFuture.anyOf(answered, closed).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    return this;
  }

  public void sayBinary(byte[] message) {
    socket.sendBinary(ByteBuffer.wrap(message), true).join();
  }

  /// The next message; fails when none comes.
  public String hear() {
    try {
      String message = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError(
            "heard nothing" + (closed.isDone() ? ", closed " + closed.join() : ""));
      }
      return message;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// The next message that holds this text; those before it are dropped.
  public String hear(String part) {
    for (String message = hear(); ; message = hear()) {
      if (message.contains(part)) {
        return message;
      }
    }
  }

  public boolean isClosed() {
    return closed.isDone();
  }

  /// The code with which the server closed.
  public int closeCode() {
    return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  public void goodbye() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  /// Cuts the line without a word.
  @Override
  public void close() {
    socket.abort();
  }

  private final class Ear implements WebSocket.Listener {
    private final StringBuilder partial = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        heard.add(partial.toString());
        partial.setLength(0);
      }
      webSocket.request(1);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
      pong.complete(null);
      webSocket.request(1);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
      closed.complete(statusCode);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      closed.complete(1006);
    }
  }
}
