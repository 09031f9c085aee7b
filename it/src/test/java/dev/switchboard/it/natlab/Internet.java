// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.natlab;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A small Internet in network namespaces. Its names hold the id of this process, so that several
/// can live side by side. For one thread.
///
/// ```
///  ana  10.1.0.2 ─┐
///  ben  10.1.0.3 ─┼─ left ── 203.0.113.0/24 ── right ─── cho 10.2.0.2
///  dot   IPv6    ─┘        2001:db8:203::/64
///                          │              │
///                       server          gate ── cellar 10.9.0.2
///                   203.0.113.10    203.0.113.20
///                2001:db8:203::10     (1:1 NAT)
/// ```
final class Internet implements AutoCloseable {

  /// What the server's certificate is for.
  static final String NAME = "switchboard.test";

  static final String SERVER = "203.0.113.10";

  /// Of the server in the cellar, as the world sees it, and as it sees itself.
  static final String GATE = "203.0.113.20";

  static final String CELLAR = "10.9.0.2";
  static final String CELLAR_NAME = "cellar.test";

  private static final String SERVER_6 = "2001:db8:203::10";

  /// With a final dot too: Chromium adds one when it looks a TURN server up for UDP.
  private static final String NAMES =
      """
      127.0.0.1 localhost
      ::1 localhost
      %1$s %2$s %2$s.
      %3$s %2$s %2$s.
      %4$s %5$s %5$s.
      """
          .formatted(SERVER, NAME, SERVER_6, GATE, CELLAR_NAME);

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String prefix =
      "sb" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet() + "-";
  private final Deque<Host> all = new ArrayDeque<>();
  private final Thread rescue = new Thread(this::tearDown);
  private final Host server;
  private final Router left;
  private final Router right;
  private final Host ana;
  private final Host ben;
  private final Host dot;
  private final Host cho;
  private final Host cellar;

  Internet() {
    Runtime.getRuntime().addShutdownHook(rescue);
    try {
      server = host("server");
      // The default routes lead to nobody: packets for the rest of the Internet vanish, as they
      // should. Without one, a server would be told at once that they cannot be sent.
      server.ip(
          """
          link add ether type bridge
          link set ether up
          addr add %s/24 dev ether
          addr add %s/64 dev ether nodad
          neigh add 203.0.113.250 lladdr 02:00:00:00:00:fa dev ether nud permanent
          neigh add 2001:db8:203::fa lladdr 02:00:00:00:00:fa dev ether nud permanent
          route add default via 203.0.113.250
          route add default via 2001:db8:203::fa
          """
              .formatted(SERVER, SERVER_6));
      left = router("left", 1);
      right = router("right", 2);
      ana = behind(left, "ana", "10.1.0.2/24", "10.1.0.1");
      ben = behind(left, "ben", "10.1.0.3/24", "10.1.0.1");
      dot = behind(left, "dot", "2001:db8:1::4/64", "2001:db8:1::1");
      cho = behind(right, "cho", "10.2.0.2/24", "10.2.0.1");
      cellar = cellar();
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /// Why there can be none on this machine.
  static Optional<String> obstacle() {
    String probe = "sb" + ProcessHandle.current().pid() + "-probe";
    if (Shell.attempt("", List.of("ip", "netns", "add", probe)).code() != 0) {
      return Optional.of("network namespaces cannot be made here (root and iproute2 needed)");
    }
    try {
      String nft = "list ruleset";
      if (Shell.attempt("", List.of("ip", "netns", "exec", probe, "nft", nft)).code() != 0) {
        return Optional.of("no NAT can be set up here (nftables needed)");
      }
      return Optional.empty();
    } finally {
      Shell.attempt("", List.of("ip", "netns", "delete", probe));
    }
  }

  /// Where the server is to run.
  Host server() {
    return server;
  }

  /// A machine with a private address behind 1:1 NAT.
  Host inTheCellar() {
    return cellar;
  }

  Router left() {
    return left;
  }

  Router right() {
    return right;
  }

  Host ana() {
    return ana;
  }

  /// Beside Ana.
  Host ben() {
    return ben;
  }

  /// Beside Ana, and without any IPv4.
  Host dot() {
    return dot;
  }

  /// On the other side; without IPv6, as Ana and Ben.
  Host cho() {
    return cho;
  }

  void between(Nat one, Nat other) {
    left.becomes(one);
    right.becomes(other);
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(rescue);
    tearDown();
  }

  private void tearDown() {
    AssertionError failure = null;
    while (!all.isEmpty()) {
      try {
        all.pop().close();
      } catch (IOException | RuntimeException | Error e) {
        failure = failure == null ? new AssertionError("the lab stays behind", e) : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private Host host(String name) {
    Host host = new Host(prefix + name, NAMES);
    all.push(host);
    return host;
  }

  private Router router(String name, int side) {
    Host host = host(name);
    plug(host, "wan", name);
    host.ip("link add lan type bridge\nlink set lan up");
    Router router = new Router(host, side);
    server.ip("route add 2001:db8:%1$d::/64 via 2001:db8:203::10%1$d".formatted(side));
    host.ip("route add default via " + SERVER_6);
    return router;
  }

  private Host behind(Router router, String name, String address, String gateway) {
    Host host = host(name);
    host.connect("eth0", router.host(), name);
    router.host().ip("link set " + name + " master lan");
    host.ip("addr add " + address + " dev eth0" + (address.contains(":") ? " nodad" : ""));
    host.ip("route add default via " + gateway);
    return host;
  }

  private Host cellar() {
    Host gate = host("gate");
    plug(gate, "wan", "gate");
    gate.ip("addr add " + GATE + "/24 dev wan");
    gate.ip("route add default via " + SERVER);
    Host below = host("cellar");
    below.connect("eth0", gate, "lan");
    gate.ip("addr add 10.9.0.1/24 dev lan");
    below.ip("addr add " + CELLAR + "/24 dev eth0\nroute add default via 10.9.0.1");
    gate.routesPackets();
    gate.nft(
        """
        table ip nat {
          chain enter { type nat hook prerouting priority -100; iifname "wan" dnat to %s
          }
          chain leave { type nat hook postrouting priority 100; oifname "wan" snat to %s
          }
        }
        """
            .formatted(CELLAR, GATE));
    return below;
  }

  /// Plugs a machine into the public segment.
  private void plug(Host host, String port, String name) {
    host.connect(port, server, name);
    server.ip("link set " + name + " master ether");
  }
}
