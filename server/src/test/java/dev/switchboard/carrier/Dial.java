// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// An Engine.IO client on a WebSocket, by hand. What it hears are texts as they came and bytes as
/// `binary 00ff`. It answers the server's pings where it is told to.
public final class Dial implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final long PATIENCE_SECONDS = 10;

  private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final boolean answers;
  private CompletableFuture<?> last = CompletableFuture.completedFuture(null);
  private final WebSocket socket;

  private Dial(int port, String query, boolean answers) {
    this.answers = answers;
    URI address = URI.create("ws://127.0.0.1:" + port + "/socket.io/?transport=websocket&" + query);
    this.socket = HTTP.newWebSocketBuilder().buildAsync(address, new Ear()).join();
  }

  /// A WebSocket with this query.
  public static Dial raw(int port, String query) {
    return new Dial(port, query, false);
  }

  /// A session of revision 4, which has been greeted and answers pings.
  public static Dial open(int port) {
    Dial dial = new Dial(port, "EIO=4", true);
    if (!dial.next().startsWith("0{")) {
      throw new AssertionError("no greeting");
    }
    return dial;
  }

  /// One that is in the main namespace, with what the server said to that; its fixture's `auth`
  /// comes next.
  public static Dial in(int port) {
    Dial dial = open(port).say("40");
    String answer = dial.next();
    if (!answer.startsWith("40{\"sid\":\"")) {
      throw new AssertionError(answer);
    }
    dial.sid = answer.replaceFirst(".*\"sid\":\"([^\"]+)\".*", "$1");
    return dial;
  }

  private String sid = "";

  /// The id of its socket in the main namespace.
  public String sid() {
    return sid;
  }

  public Dial say(String message) {
    Poller.join(send(() -> socket.sendText(message, true)));
    return this;
  }

  public Dial sayBytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    Poller.join(send(() -> socket.sendBinary(ByteBuffer.wrap(bytes), true)));
    return this;
  }

  /// The next message; `closed 1000` where there is none any more.
  public String next() {
    try {
      String message = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("heard nothing");
      }
      return message;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Whether nothing has come that was not asked for.
  public boolean isQuiet() {
    return heard.isEmpty();
  }

  /// The code with which it was closed, whatever was said before.
  public int closeCode() {
    return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  public boolean isClosed() {
    return closed.isDone();
  }

  public Dial goodbye() {
    Poller.join(send(() -> socket.sendClose(WebSocket.NORMAL_CLOSURE, "")));
    return this;
  }

  /// The JDK's WebSocket takes the next message when the last one is out.
  private synchronized CompletableFuture<?> send(Supplier<CompletableFuture<?>> message) {
    last = last.handle((_, _) -> null).thenCompose(_ -> message.get());
    return last;
  }

  /// Cuts the line without a word.
  @Override
  public void close() {
    socket.abort();
  }

  private final class Ear implements WebSocket.Listener {
    private final StringBuilder partial = new StringBuilder();
    private final StringBuilder bytes = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        String message = partial.toString();
        partial.setLength(0);
        if (answers && message.equals("2")) {
          send(() -> webSocket.sendText("3", true));
        } else {
          heard.add(message);
        }
      }
      webSocket.request(1);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
      byte[] copy = new byte[data.remaining()];
      data.get(copy);
      bytes.append(HexFormat.of().formatHex(copy));
      if (last) {
        heard.add("binary " + bytes);
        bytes.setLength(0);
      }
      webSocket.request(1);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
      heard.add("closed " + code);
      closed.complete(code);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      heard.add("closed 1006");
      closed.complete(1006);
    }
  }
}
