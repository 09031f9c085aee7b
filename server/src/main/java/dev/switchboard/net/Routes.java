// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which path leads where. What has no path of its own goes to the fallback.
public final class Routes {
  private final Map<String, WebSocketEndpoint> webSockets;
  private final HttpHandler fallback;

  private Routes(Map<String, WebSocketEndpoint> webSockets, HttpHandler fallback) {
    this.webSockets = Map.copyOf(webSockets);
    this.fallback = fallback;
  }

  @Nullable WebSocketEndpoint webSocket(String path) {
    return webSockets.get(path);
  }

  HttpAnswer answer(HttpAsk ask) {
    if (webSockets.containsKey(ask.path())) {
      // RFC 9110, section 15.5.22.
      HttpAnswer answer = HttpAnswer.text(426, "This address is for WebSockets.");
      answer.headers().set("Upgrade", "websocket");
      return answer;
    }
    return fallback.handle(ask);
  }

  /// Collects the paths of all protocols.
  public static final class Builder {
    private final Map<String, WebSocketEndpoint> webSockets = new HashMap<>();

    public Builder webSocket(String path, WebSocketEndpoint endpoint) {
      if (webSockets.putIfAbsent(path, endpoint) != null) {
        throw new IllegalArgumentException("path: " + path + " (expected: one that is not taken)");
      }
      return this;
    }

    /// Everything else is looked for among the files of the web app.
    public Routes build() {
      return new Routes(webSockets, new StaticFiles());
    }
  }
}
