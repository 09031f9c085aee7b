// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A place where clients of one dialect connect, written `/path=dialect`, `:port=dialect` or
/// `tls:port=dialect`, with `@realm` behind it where that is not `main`.
///
/// @param path of the main port, or empty where it is a port of its own
/// @param port of its own, or -1
/// @param tls encrypted with our certificate, where there is one
/// @param realm whose peers meet here
public record Mount(String path, int port, boolean tls, Dialect dialect, String realm) {
  /// The realm of every mount that names none.
  public static final String MAIN = "main";

  /// What can be spoken at a mount.
  public enum Dialect {
    /// Switchboard's own protocol.
    SWITCHBOARD,
    /// Tutorial 000.
    BROADCAST,
    /// Tutorial 001.
    RELAY,
    /// Tutorials 000 and 001 together, told apart by what they say.
    AUTO,
    /// Tutorial 002.
    CHANNELS,
    /// Tutorial 003.
    LOGIN,
    /// Socket.IO, with tutorial 004.
    CHAT,
    /// PeerServer.
    PEERJS,
    /// The signaling of y-webrtc.
    YWEBRTC,
    /// Whatever the main port has.
    ALL,
    /// Nothing: takes away what would be there by default.
    OFF;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Those that are spoken, for a sentence.
    static String words() {
      return Arrays.stream(values())
          .filter(dialect -> dialect != ALL && dialect != OFF)
          .map(Dialect::word)
          .collect(Collectors.joining(", "));
    }
  }

  private static final int NO_PORT = -1;
  private static final int MOST_PORT = 65_535;

  // A path's segments are plain: what would have to be escaped cannot be mounted, nor `.` and `..`,
  // which clients resolve before they ask.
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(tls)?:(\\d{1,5})|((?:/(?!\\.{1,2}[/=])[A-Za-z0-9._~-]+)+))=([a-z]+)(?:@([A-Za-z0-9._-]{1,64}))?");

  public boolean hasOwnPort() {
    return port != NO_PORT;
  }

  /// Whether both are the same place, whatever is spoken there. Two ports that are to be found do
  /// not clash.
  boolean isAt(Mount other) {
    return path.equals(other.path) && port == other.port && port != 0;
  }

  static Kind<Mount> kind() {
    return new Kind<>("MOUNT", "", Mount::read, Mount::written);
  }

  private static Optional<Mount> read(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    for (Dialect dialect : Dialect.values()) {
      if (dialect.word().equals(parts.group(4))) {
        return made(parts, dialect);
      }
    }
    return Optional.empty();
  }

  private static Optional<Mount> made(Matcher parts, Dialect dialect) {
    String digits = parts.group(2);
    int port = digits == null ? NO_PORT : Integer.parseInt(digits);
    String path = Optional.ofNullable(parts.group(3)).orElse("");
    String realm = Optional.ofNullable(parts.group(5)).orElse(MAIN);
    // Everything cannot stand below a path of itself, and each part of it has its own realm.
    boolean odd =
        port > MOST_PORT || (dialect == Dialect.ALL && (digits == null || !realm.equals(MAIN)));
    return odd
        ? Optional.empty()
        : Optional.of(new Mount(path, port, parts.group(1) != null, dialect, realm));
  }

  private String written() {
    String where = hasOwnPort() ? (tls ? "tls:" : ":") + port : path;
    return where + "=" + dialect.word() + (realm.equals(MAIN) ? "" : "@" + realm);
  }
}
