// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.it.Folders;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Clients that others publish with npm, as they published them. They are kept in the user's cache,
/// so that the tree holds none. Where there is no npm, tests that need them are skipped.
final class Packages implements AutoCloseable {

  static final List<String> PEERJS = List.of("peerjs@1.5.5");

  /// All of it is named that the client would otherwise pick the newest of.
  static final List<String> Y_WEBRTC =
      List.of("y-webrtc@10.3.0", "yjs@13.6.27", "lib0@0.2.120", "simple-peer@9.11.1");

  private final Path folder;
  private final Site site;

  private Packages(Path folder, Site site) {
    this.folder = folder;
    this.site = site;
  }

  /// A site with this page, and these packages in its `node_modules`.
  static Packages serve(String page, List<String> packages) throws IOException {
    Path folder = Folders.temporary();
    Files.copy(resource(page), folder.resolve(page));
    Files.createSymbolicLink(
        folder.resolve("node_modules"), installed(packages).resolve("node_modules"));
    return new Packages(folder, new Site(folder));
  }

  /// With a slash at the end.
  String url() {
    return site.url();
  }

  @Override
  public void close() {
    site.close();
    Folders.delete(folder);
  }

  private static Path installed(List<String> packages) throws IOException {
    String name = String.join("+", packages).replaceAll("[^A-Za-z0-9.+-]", "-");
    Path place = cache().resolve(name);
    Path done = place.resolve("installed");
    if (!Files.exists(done)) {
      Files.createDirectories(place);
      install(place, packages);
      Files.createFile(done);
    }
    return place;
  }

  private static void install(Path place, List<String> packages) throws IOException {
    List<String> command = new ArrayList<>(List.of("npm", "install", "--prefix", place.toString()));
    command.addAll(List.of("--no-save", "--no-package-lock", "--ignore-scripts"));
    command.addAll(List.of("--no-audit", "--no-fund", "--loglevel=error"));
    command.addAll(packages);
    assumeTrue(hasNpm(), "no npm");
    Process npm = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(exitCode(npm)).as(output).isZero();
  }

  private static boolean hasNpm() {
    try {
      Process npm = new ProcessBuilder("npm", "--version").redirectErrorStream(true).start();
      npm.getInputStream().readAllBytes();
      return exitCode(npm) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static int exitCode(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while npm ran", e);
    }
  }

  private static Path cache() {
    String set = System.getenv("XDG_CACHE_HOME");
    Path caches =
        set == null || set.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(set);
    return caches.resolve("switchboard");
  }

  private static Path resource(String page) {
    try {
      URL found = Objects.requireNonNull(Packages.class.getResource(page));
      return Path.of(found.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(page, e);
    }
  }
}
