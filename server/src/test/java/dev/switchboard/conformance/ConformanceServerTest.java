// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ConformanceServerTest {
  @Test
  void textsAndBytesComeBackAsTheyWere() throws Exception {
    Ear ear = new Ear();
    try (ConformanceServer server =
            ConformanceServer.start("127.0.0.1", 0, false, ConformanceServer.ENGINE_IO);
        HttpClient http = HttpClient.newHttpClient()) {
      URI echo = URI.create("ws://127.0.0.1:" + server.port() + "/echo");
      WebSocket socket = http.newWebSocketBuilder().buildAsync(echo, ear).join();
      try {
        socket.sendText("grüße", true).join();
        assertThat(ear.next()).isEqualTo("text grüße");
        socket.sendBinary(ByteBuffer.wrap(new byte[] {0, -1, 127}), true).join();
        assertThat(ear.next()).isEqualTo("binary 00ff7f");
        socket.sendText("", true).join();
        assertThat(ear.next()).isEqualTo("text ");
      } finally {
        socket.abort();
      }
    }
  }

  private static final class Ear implements WebSocket.Listener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    String next() throws InterruptedException {
      return String.valueOf(heard.poll(10, TimeUnit.SECONDS));
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      heard.add("text " + text);
      return WebSocket.Listener.super.onText(socket, text, last);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer bytes, boolean last) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      heard.add("binary " + HexFormat.of().formatHex(copy));
      return WebSocket.Listener.super.onBinary(socket, bytes, last);
    }
  }
}
