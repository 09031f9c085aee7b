// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The app under an address that changes with its content, `/v/<tag>/app/...` and
/// `/v/<tag>/client/...`, so that browsers may keep what they have for good, and a page that was
/// opened before an upgrade gets nothing, instead of files that do not go with its own. The tag is
/// made of everything that the page can reach. Any thread.
final class WebTree {
  static final String PREFIX = "/v/";

  private static final String PAGE = "web/app/index.html";
  private static final String SCRIPT = "/v/app/app.js";
  private static final int TAG_LENGTH = 12;

  /// What the page names, in the form that stands in its source: `/v/app/...`.
  private static final Pattern NAMED = Pattern.compile("\"/v/([^\"]+)\"");

  /// A module or a font that a file names, relative to itself; the first group is there where it is
  /// needed before the file itself can run.
  private static final Pattern USED =
      Pattern.compile(
          "(?:(\\bfrom |^import )|\\bimport\\(|new URL\\(|url\\()\"(\\.{0,2}/?[\\w./-]+\\.\\w+)\"",
          Pattern.MULTILINE);

  private final ConcurrentHashMap<String, StaticFile> found = new ConcurrentHashMap<>();
  private final TreeMap<String, byte[]> reached = new TreeMap<>();
  private final Set<String> first = new LinkedHashSet<>();
  private final String base;
  private final StaticFile page;

  private WebTree() throws IOException {
    String source = new String(bytes(PAGE), StandardCharsets.UTF_8);
    reached.put(PAGE, bytes(PAGE));
    Matcher named = NAMED.matcher(source);
    while (named.find()) {
      reach("web/" + named.group(1), named.group().equals("\"" + SCRIPT + "\""));
    }
    String tag = tag();
    base = PREFIX + tag + "/";
    String modules =
        first.stream()
            .map(name -> "<link rel=\"modulepreload\" href=\"/v/%s\">".formatted(name))
            .collect(Collectors.joining("\n"));
    String script = "<script type=\"module\" src=\"" + SCRIPT + "\">";
    String whole = source.replace(script, modules + "\n" + script).replace("\"/v/", "\"" + base);
    page = StaticFile.of("text/html; charset=utf-8", whole.getBytes(StandardCharsets.UTF_8));
    reached.clear();
  }

  static WebTree load() {
    try {
      return new WebTree();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The page that every room's link leads to.
  StaticFile page() {
    return page;
  }

  /// A file under its versioned address; one of another version is not there.
  HttpAnswer answer(HttpAsk ask) {
    String path = ask.path();
    StaticFile file = path.startsWith(base) ? find(path.substring(base.length())) : null;
    if (file == null) {
      return HttpAnswer.text(404, "There is nothing here, or not any more: load the page again.");
    }
    HttpAnswer answer = file.answer(ask, false);
    answer.headers().remove(HttpHeaderNames.ETAG); // whoever keeps it never asks again
    answer.headers().set(HttpHeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable");
    return answer;
  }

  private @Nullable StaticFile find(String name) {
    if (!name.startsWith("app/") && !name.startsWith("client/")) {
      return null;
    }
    StaticFile known = found.get(name);
    if (known == null) {
      known = StaticFile.load("web/" + name);
      if (known != null && hasComments(name)) {
        known = known.with(Comments::without);
      }
      if (known != null) {
        found.put(name, known);
      }
    }
    return known;
  }

  private void reach(String name, boolean atOnce) throws IOException {
    boolean module = name.endsWith(".js");
    boolean news = !reached.containsKey(name);
    if (atOnce && module) {
      news |= first.add(name.substring("web/".length()));
    }
    if (!news) {
      return;
    }
    byte[] known = reached.get(name);
    byte[] bytes = known == null ? bytes(name) : known;
    reached.put(name, bytes);
    if (!hasComments(name)) {
      return;
    }
    Matcher used = USED.matcher(Comments.without(new String(bytes, StandardCharsets.UTF_8)));
    while (used.find()) {
      String other = URI.create("/" + name).resolve(used.group(2)).getPath();
      reach(other.substring(1), atOnce && used.group(1) != null);
    }
  }

  private static boolean hasComments(String name) {
    return name.endsWith(".js") || name.endsWith(".css");
  }

  private String tag() {
    try {
      MessageDigest all = MessageDigest.getInstance("SHA-256");
      reached.forEach((name, bytes) -> {
        all.update(name.getBytes(StandardCharsets.UTF_8));
        all.update(bytes);
      });
      String tag = Base64.getUrlEncoder().withoutPadding().encodeToString(all.digest());
      return tag.substring(0, TAG_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: absent (expected: in every JDK)", e);
    }
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = WebTree.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + ": not in the jar (expected: all that the app's page names)");
      }
      return in.readAllBytes();
    }
  }
}
