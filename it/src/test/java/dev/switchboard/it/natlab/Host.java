// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.natlab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One machine of the lab: a network namespace, with a file of names of its own. For one thread.
final class Host implements AutoCloseable {

  /// Where `ip netns exec` looks for files that stand in for those in /etc.
  private static final Path FILES = Path.of("/etc/netns");

  private final String namespace;

  /// @param namespace a name that nobody else on this machine uses
  Host(String namespace, String names) {
    this.namespace = namespace;
    Shell.run("ip", "netns", "add", namespace);
    try {
      Path files = Files.createDirectories(FILES.resolve(namespace));
      Files.writeString(files.resolve("hosts"), names);
      Files.writeString(files.resolve("resolv.conf"), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    set("net.ipv6.conf.default.accept_dad", "0");
    set("net.ipv6.conf.all.accept_dad", "0");
    ip("link set lo up");
  }

  String namespace() {
    return namespace;
  }

  /// Each line without the word `ip` before it.
  void ip(String lines) {
    Shell.run(lines, List.of("ip", "-n", namespace, "-batch", "-"));
  }

  /// Takes a cable from here to another machine.
  void connect(String port, Host other, String theirPort) {
    ip(
        "link add %s type veth peer name %s netns %s%nlink set %s up"
            .formatted(port, theirPort, other.namespace, port));
    other.ip("link set " + theirPort + " up");
  }

  /// Puts a whole rule set in place of the present one.
  void nft(String rules) {
    Shell.run("flush ruleset\n" + rules, inside("nft", "-f", "-"));
  }

  void routesPackets() {
    set("net.ipv4.ip_forward", "1");
    set("net.ipv6.conf.all.forwarding", "1");
  }

  /// A command as it runs in here.
  List<String> inside(String... command) {
    List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    whole.addAll(List.of(command));
    return whole;
  }

  /// Ends what still runs in here, and the machine with it.
  @Override
  public void close() throws IOException {
    for (String process : Shell.run("ip", "netns", "pids", namespace).lines().toList()) {
      if (!process.isEmpty()) {
        ProcessHandle.of(Long.parseLong(process)).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
    Shell.run("ip", "netns", "delete", namespace);
    Path files = FILES.resolve(namespace);
    Files.deleteIfExists(files.resolve("hosts"));
    Files.deleteIfExists(files.resolve("resolv.conf"));
    Files.deleteIfExists(files);
  }

  private void set(String key, String value) {
    String file = "/proc/sys/" + key.replace('.', '/');
    Shell.run("", inside("sh", "-c", "echo " + value + " > " + file));
  }
}
