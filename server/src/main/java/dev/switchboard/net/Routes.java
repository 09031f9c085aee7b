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
  private final Map<String, HttpEndpoint> sites;
  private final Map<String, StaticFile> files;
  private final HttpHandler fallback;

  private Routes(Builder builder) {
    this.sites = Map.copyOf(builder.sites);
    this.files = Map.copyOf(builder.files);
    this.exact = Map.copyOf(builder.exact);
    this.trees = Map.copyOf(builder.trees);
    this.fallback = builder.fallback;
  }

  /// An endpoint, and what of the path lies below its mount: empty at the mount itself.
  record Way(WebSocketEndpoint endpoint, String below) {}

  /// An endpoint for plain requests, and what of their path lies below its mount.
  record Site(HttpEndpoint endpoint, String path, String below) {}

  /// Where a WebSocket of this path belongs, or null. The longest mount wins.
  @Nullable Way webSocket(String path) {
    WebSocketEndpoint endpoint = exact.get(path);
    if (endpoint != null) {
      return new Way(endpoint, "");
    }
    int end = mount(trees, path);
    WebSocketEndpoint tree = end < 0 ? null : trees.get(path.substring(0, end));
    return tree == null ? null : new Way(tree, below(path, end));
  }

  /// Who answers plain requests of this path with their bodies, or null.
  @Nullable Site site(String path) {
    if (files.containsKey(path)) {
      return null;
    }
    int end = mount(sites, path);
    HttpEndpoint endpoint = end < 0 ? null : sites.get(path.substring(0, end));
    return endpoint == null ? null : new Site(endpoint, path, below(path, end));
  }

  /// How much of the path is the longest of these mounts, or -1.
  private static int mount(Map<String, ?> mounts, String path) {
    if (mounts.isEmpty()) {
      return -1;
    }
    int end = path.length();
    while (end >= 0 && !mounts.containsKey(path.substring(0, end))) {
      end = path.lastIndexOf('/', end - 1);
    }
    return end;
  }

  private static String below(String path, int end) {
    return path.substring(Math.min(end + 1, path.length()));
  }

  HttpAnswer answer(HttpAsk ask) {
    StaticFile file = files.get(ask.path());
    if (file != null) {
      return file.answer(ask, true);
    }
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
    private final Map<String, HttpEndpoint> sites = new HashMap<>();
    private final Map<String, StaticFile> files = new HashMap<>();
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

    /// All plain requests to this path and below it; an empty one is the whole port.
    public Builder site(String path, HttpEndpoint endpoint) {
      put(sites, path, endpoint);
      return this;
    }

    /// One file of the jar, which pages of any site may load; it goes before all but WebSockets.
    public Builder file(String path, String resource) {
      StaticFile file = StaticFile.load(resource);
      if (file == null) {
        throw new IllegalArgumentException(
            "file: " + resource + " (expected: one that is in the jar)");
      }
      put(files, path, file);
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

    private static <E> void put(Map<String, E> map, String path, E endpoint) {
      if (map.putIfAbsent(path, endpoint) != null) {
        throw new IllegalArgumentException("path: " + path + " (expected: one that is not taken)");
      }
    }
  }
}
