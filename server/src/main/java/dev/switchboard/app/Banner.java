// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import dev.switchboard.config.Config;
import dev.switchboard.config.Mount;
import dev.switchboard.config.QrMode;
import dev.switchboard.config.Tls;
import dev.switchboard.turn.RelayAddress;
import java.io.Console;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What the one who starts Switchboard gets to see: where to open it, and where browsers will
/// refuse the camera. The first line is for tools and documented in `docs/operations.md`.
///
/// @param port the one that is listened on
/// @param ownPorts those of the mounts that have one of their own
/// @param transport what drives the sockets
/// @param relays where the TURN server inside relays from
record Banner(
    Config config, int port, List<Integer> ownPorts, String transport, List<RelayAddress> relays) {

  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "::0", "0:0:0:0:0:0:0:0");

  void print(PrintStream out) {
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    boolean drawable = out.charset().newEncoder().canEncode('▀');
    // Whoever insists on the code gets it also where the locale knows no such characters.
    out.writeBytes(
        text(isEverywhere() ? LanAddresses.find() : List.of(), terminal && drawable)
            .getBytes(drawsAlways() ? StandardCharsets.UTF_8 : out.charset()));
    out.flush();
  }

  String text(List<InetAddress> lan, boolean terminal) {
    List<String> nearby = lan.stream().map(a -> url(LanAddresses.text(a))).toList();
    RelayReport relayReport = new RelayReport(config, port, relays);
    StringBuilder out = new StringBuilder();
    out.append("Switchboard is ready on ").append(here()).append("\n\n");
    row(out, "On this computer", List.of(here()));
    row(out, "On your network", nearby);
    row(out, "For everybody", publicUrl().stream().toList());
    row(out, "Further ports", furtherPorts());
    row(out, "Relay for calls", relayReport.rows());
    row(out, "Transport", List.of(transport));
    Optional<String> shared = publicUrl().or(() -> nearby.stream().findFirst());
    if (shared.isPresent() && (drawsAlways() || (terminal && drawsInTerminals()))) {
      out.append('\n').append(QrText.draw(shared.get()));
    }
    warning(nearby).forEach(line -> out.append('\n').append(line));
    relayReport.warning().forEach(line -> out.append('\n').append(line));
    return out.append('\n').toString();
  }

  private List<String> furtherPorts() {
    List<Mount> mounts = Doors.ownPorts(config);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < mounts.size(); i++) {
      Mount mount = mounts.get(i);
      String what = mount.dialect().name().toLowerCase(Locale.ROOT);
      String how =
          !mount.tls() ? "" : isTls() ? ", with TLS" : ", without TLS: set tls.cert and tls.key";
      lines.add(ownPorts.get(i) + " " + what + how);
    }
    return lines;
  }

  /// The first line always stands alone: what follows may change.
  private static void row(StringBuilder out, String name, List<String> values) {
    String label = name;
    for (String value : values) {
      out.append("  %-18s%s%n".formatted(label, value));
      label = "";
    }
  }

  /// Pages may use the camera in a secure context only: https:// or this very computer
  /// (https://www.w3.org/TR/secure-contexts/#is-origin-trustworthy).
  private List<String> warning(List<String> nearby) {
    boolean secure =
        isTls()
            || config.links().publicUrl().filter(u -> u.getScheme().equals("https")).isPresent();
    if (secure || isLoopback()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "Browsers allow the camera and the microphone on https:// pages and on localhost only.");
    lines.add(
        "Who opens "
            + nearby.stream().findFirst().or(this::publicUrl).orElse(here())
            + " on another device can neither be seen nor heard.");
    lines.add("To change that, set tls.cert and tls.key, or put a proxy with TLS in front of this");
    lines.add("server and set public-url to its https:// address.");
    lines.add("");
    return lines;
  }

  private boolean drawsAlways() {
    return config.console().qr() == QrMode.ALWAYS;
  }

  private boolean drawsInTerminals() {
    return config.console().qr() == QrMode.AUTO;
  }

  private Optional<String> publicUrl() {
    return config.links().publicUrl().map(URI::toString);
  }

  private String here() {
    return url(isEverywhere() ? "localhost" : host());
  }

  private String url(String host) {
    boolean ipv6 = host.indexOf(':') >= 0;
    return (isTls() ? "https://" : "http://") + (ipv6 ? "[" + host + "]" : host) + ":" + port + "/";
  }

  private boolean isTls() {
    return config.listen().tls() instanceof Tls.Pem;
  }

  private String host() {
    return config.listen().host();
  }

  private boolean isEverywhere() {
    return EVERYWHERE.contains(host());
  }

  private boolean isLoopback() {
    return host().equals("localhost") || host().equals("::1") || host().startsWith("127.");
  }
}
