// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which path leads where on one port. What has no path of its own goes to the files of the web
/// app.
public final class Routes {
  private final Map<String, WebSocketEndpoint> exact;
  private final Map<String, WebSocketEndpoint> trees;
  private final HttpHandler fallback;

  private Routes(Builder builder) {
    this.exact = Map.copyOf(builder.exact);
    this.trees = Map.copyOf(builder.trees);
    this.fallback = builder.fallback;
  }

  /// An endpoint, and what of the path lies below its mount: empty at the mount itself.
  record Way(WebSocketEndpoint endpoint, String below) {}

  /// Where a WebSocket of this path belongs, or null. The longest mount wins.
  @Nullable Way webSocket(String path) {
    WebSocketEndpoint endpoint = exact.get(path);
    if (endpoint != null) {
      return new Way(endpoint, "");
    }
    if (trees.isEmpty()) {
      return null;
    }
    for (int end = path.length(); end >= 0; end = path.lastIndexOf('/', end - 1)) {
      WebSocketEndpoint tree = trees.get(path.substring(0, end));
      if (tree != null) {
        return new Way(tree, path.substring(Math.min(end + 1, path.length())));
      }
    }
    return null;
  }

  HttpAnswer answer(HttpAsk ask) {
    Way way = webSocket(ask.path());
    if (way == null) {
      return fallback.handle(ask);
    }
    Notice notice = way.endpoint().notice();
    HttpAnswer answer = HttpAnswer.text(notice.status(), notice.text());
    if (notice.status() == Notice.UPGRADE_REQUIRED) {
      answer.headers().set("Upgrade", "websocket");
    }
    return answer;
  }

  /// Collects the paths of one port.
  public static final class Builder {
    private final Map<String, WebSocketEndpoint> exact = new HashMap<>();
    private final Map<String, WebSocketEndpoint> trees = new HashMap<>();
    private HttpHandler fallback = new StaticFiles();

    /// This very path.
    public Builder webSocket(String path, WebSocketEndpoint endpoint) {
      put(exact, path, endpoint);
      return this;
    }

    /// This path and all below it; an empty one is the whole port.
    public Builder tree(String path, WebSocketEndpoint endpoint) {
      put(trees, path, endpoint);
      return this;
    }

    /// A port that serves no files: what has no path here does not exist.
    public Builder withoutFiles() {
      fallback = _ -> HttpAnswer.text(404, "There is nothing here.");
      return this;
    }

    public Routes build() {
      return new Routes(this);
    }

    private static void put(
        Map<String, WebSocketEndpoint> map, String path, WebSocketEndpoint endpoint) {
      if (map.putIfAbsent(path, endpoint) != null) {
        throw new IllegalArgumentException("path: " + path + " (expected: one that is not taken)");
      }
    }
  }
}
