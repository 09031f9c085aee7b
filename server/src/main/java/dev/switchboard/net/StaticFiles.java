// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The files of `web/`, out of the jar: `/client/...`, `/app/...` and `/demos/...` as they stand;
/// for `/` and every room's link, which is one segment of any text, the page of the app, whose own
/// files are below `/v/` ([WebTree]). What was found is kept, so memory is bounded by the files
/// there are. Any thread.
final class StaticFiles implements HttpHandler {
  private static final WebTree APP = WebTree.load();
  private static final String DEMOS = "/demos";
  private static final Set<String> AT_ROOT =
      Set.of("/favicon.ico", "/robots.txt", "/manifest.webmanifest");

  private final ConcurrentHashMap<String, StaticFile> found = new ConcurrentHashMap<>();

  @Override
  public HttpAnswer handle(HttpAsk ask) {
    String path = ask.path();
    if (path.startsWith(WebTree.PREFIX)) {
      return APP.answer(ask);
    }
    if (isPage(path)) {
      return APP.page().answer(ask, false);
    }
    StaticFile file = find(fileFor(path));
    return file == null
        ? HttpAnswer.text(404, "There is nothing here.")
        : file.answer(ask, path.startsWith("/client/"));
  }

  private static String fileFor(String path) {
    if (path.equals(DEMOS) || path.equals(DEMOS + "/")) {
      return "web" + DEMOS + "/index.html";
    }
    if (path.startsWith("/client/") || path.startsWith("/app/") || path.startsWith(DEMOS + "/")) {
      return "web" + path;
    }
    if (AT_ROOT.contains(path)) {
      return "web/app" + path;
    }
    return "";
  }

  private static boolean isPage(String path) {
    return path.indexOf('/', 1) < 0 && !path.equals(DEMOS) && !AT_ROOT.contains(path);
  }

  private @Nullable StaticFile find(String name) {
    StaticFile known = found.get(name);
    if (known == null) {
      known = StaticFile.load(name);
      if (known != null) {
        found.put(name, known);
      }
    }
    return known;
  }
}
