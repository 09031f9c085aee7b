// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The schema: every setting but those of rooms, in [RoomKeys], of TURN, in [TurnKeys], and the
/// limits, in [LimitKeys]. What is declared here exists in the file, in the environment, on the
/// command line and in `docs/configuration.md`.
public final class Keys {

  private static final List<Key<?>> DECLARED = new ArrayList<>();

  public static final Key<Integer> PORT =
      key(
          "port",
          Kind.number("PORT", 0, 65_535),
          "8080",
          "port for everything, TCP and UDP; 0 picks a free one");

  public static final Key<String> HOST =
      key("host", Places.host(), "0.0.0.0", "address to listen on; 0.0.0.0 is every one, IPv6 too");

  public static final Key<Optional<URI>> PUBLIC_URL =
      key(
          "public-url",
          Kind.optional(Places.site()),
          "",
          "where people find this server, if behind a proxy");

  public static final Key<List<String>> ORIGINS =
      key("origins", Places.origins(), "", "other sites whose pages may connect");

  public static final Key<List<Mount>> MOUNTS =
      key("mounts", mounts(), "", "more places to connect, such as /team=relay or :9090=login");

  public static final Key<Boolean> TUTORIAL_PORTS =
      key(
          "tutorial-ports",
          Kind.flag(),
          "false",
          "open the tutorials' own ports: 1337, 9090, 9449, 3000");

  public static final Key<List<String>> TUTORIAL_ORIGINS =
      key(
          "tutorial-origins",
          Places.origins(),
          "*",
          "sites whose pages may use other dialects than our own");

  public static final Key<Greeting> LOGIN_GREETING =
      key(
          "login-greeting",
          Kind.choice("WHAT", List.of(Greeting.values())),
          "none",
          "what tutorial 003 clients hear first: none, text, json");

  public static final Key<String> PEERJS_KEY =
      key("peerjs.key", Places.segment(), "peerjs", "key that PeerJS clients must know");

  public static final Key<Boolean> PEERJS_DISCOVERY =
      key("peerjs.discovery", Kind.flag(), "false", "give anybody the list of PeerJS ids");

  public static final Key<Optional<Path>> TLS_CERT =
      key(
          "tls.cert",
          Kind.optional(Places.path()),
          "",
          "PEM file with the certificate chain; turns https:// on");

  public static final Key<Optional<Path>> TLS_KEY =
      key(
          "tls.key",
          Kind.optional(Places.path()),
          "",
          "PEM file with the certificate's private key");

  public static final Key<List<String>> ICE_SERVERS =
      key("ice.servers", IceUrls.kind(), "", "STUN and TURN servers in place of the one inside");

  public static final Key<String> ICE_SECRET =
      secret(
          "ice.secret",
          visible(1),
          "secret of the TURN server in ice.servers (static-auth-secret)");

  public static final Key<Duration> ICE_LIFETIME =
      key(
          "ice.lifetime",
          Quantity.duration("1m", "168h"),
          "12h",
          "how long the credentials for TURN are good");

  public static final Key<String> ICE_TOKEN =
      secret("ice.token", visible(16), "opens /ice to programs and to pages of other sites");

  public static final Key<Optional<Integer>> ADMIN_PORT =
      key(
          "admin-port",
          Kind.optional(Kind.number("PORT", 0, 65_535)),
          "",
          "port of its own for /metrics, without TLS; 0 picks a free one");

  public static final Key<String> ADMIN_HOST =
      key("admin-host", Places.host(), "127.0.0.1", "address that admin-port is on");

  public static final Key<String> ADMIN_TOKEN =
      secret("admin-token", visible(16), "password of the page /admin; without one there is none");

  public static final Key<Path> DATA =
      key(
          "data",
          Places.path(),
          "~/.local/state/switchboard",
          "folder for what outlives a restart");

  public static final Key<Transport> TRANSPORT =
      key(
          "transport",
          Kind.choice("NAME", List.of(Transport.values())),
          "auto",
          "how sockets are driven: auto, io_uring, epoll or nio");

  public static final Key<Integer> LOOPS =
      key(
          "loops",
          Kind.number("N", 0, 1024),
          "0",
          "threads that drive sockets; 0 is one per processor");

  public static final Key<QrMode> QR =
      key(
          "qr",
          Kind.choice("WHEN", List.of(QrMode.values())),
          "auto",
          "draw a QR code: always, never, or auto, in a terminal");

  public static final Key<Level> LOG_LEVEL =
      key(
          "log.level",
          Kind.choice("LEVEL", List.of(Level.values())),
          "info",
          "how much to log: error, warn, info, debug or trace");

  private static final List<Key<?>> ALL = all();

  private Keys() {}

  /// Every key there is, in the order in which people read about them.
  public static List<Key<?>> inOrder() {
    return ALL;
  }

  /// The key of a name, as it stands in the file.
  public static Optional<Key<?>> named(String name) {
    for (Key<?> key : ALL) {
      if (key.name().equals(name)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  static Kind<List<Mount>> mounts() {
    return Kind.list(
        Mount.kind(),
        "LIST",
        "/path=dialect or :port=dialect, with @realm or not and commas between them; dialects are "
            + Mount.Dialect.words()
            + ", all (for a port) and off");
  }

  private static List<Key<?>> all() {
    List<Key<?>> keys = new ArrayList<>(DECLARED);
    keys.addAll(RoomKeys.DECLARED);
    keys.addAll(TurnKeys.DECLARED);
    keys.addAll(LimitKeys.DECLARED);
    return List.copyOf(keys);
  }

  /// Something that goes into a header or another program's configuration as it is.
  private static Kind<String> visible(int least) {
    return Kind.text(
        "TEXT",
        "nothing, or " + least + " to 512 visible ASCII characters",
        text -> text.isEmpty() || text.matches("[!-~]{" + least + ",512}"));
  }

  /// Its value is never shown and never logged.
  private static Key<String> secret(String name, Kind<String> kind, String help) {
    return new Key<>(name, kind, "", help, true).declaredIn(DECLARED);
  }

  private static <T> Key<T> key(String name, Kind<T> kind, String initial, String help) {
    return new Key<>(name, kind, initial, help, false).declaredIn(DECLARED);
  }
}
