// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The kinds of value that name places: files, hosts, pages and servers.
final class Places {

  private static final Pattern HOST = Pattern.compile("[\\p{Alnum}._:%-]+");
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private Places() {}

  static Kind<String> host() {
    return Kind.text(
        "HOST", "a host name or an IP address without brackets", h -> HOST.matcher(h).matches());
  }

  /// One segment of a web address that needs no escapes.
  static Kind<String> segment() {
    return Kind.text(
        "WORD",
        "1 to 64 letters, digits, hyphens and underscores",
        word -> SEGMENT.matcher(word).matches());
  }

  /// A path in which a leading `~` is the user's home, also where no shell has replaced it.
  static Kind<Path> path() {
    return new Kind<>("PATH", "a path", Places::readPath, Path::toString);
  }

  private static Optional<Path> readPath(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      boolean home = text.equals("~") || text.startsWith("~/");
      return Optional.of(
          home ? Path.of(System.getProperty("user.home", "."), text.substring(1)) : Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /// The address of a site, without a query, ending in a slash.
  static Kind<URI> site() {
    return new Kind<>(
        "URL", "an address such as https://call.example.org/", Places::readSite, URI::toString);
  }

  private static Optional<URI> readSite(String text) {
    return web(text)
        .filter(uri -> uri.getRawQuery() == null)
        .map(uri -> text.endsWith("/") ? uri : URI.create(text + "/"));
  }

  /// What a browser sends as `Origin`, or `*` for any.
  static Kind<List<String>> origins() {
    Kind<String> origin = Kind.text("", "", text -> text.equals("*") || isOrigin(text));
    return Kind.list(
        origin, "LIST", "* or origins such as https://example.org, with commas between them");
  }

  private static boolean isOrigin(String text) {
    return web(text)
        .filter(uri -> uri.getRawPath().isEmpty() && uri.getRawQuery() == null)
        .isPresent();
  }

  /// An `http` or `https` address of a host, without a user and without a fragment.
  private static Optional<URI> web(String text) {
    try {
      return Optional.of(new URI(text))
          .filter(uri -> Set.of("http", "https").contains(String.valueOf(uri.getScheme())))
          .filter(uri -> uri.getHost() != null)
          .filter(uri -> uri.getRawUserInfo() == null && uri.getRawFragment() == null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
