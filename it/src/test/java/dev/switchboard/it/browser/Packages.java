// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import dev.switchboard.it.Folders;
import dev.switchboard.it.Npm;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Pages that use clients which others publish with npm.
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
        folder.resolve("node_modules"), Npm.installed(packages).resolve("node_modules"));
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

  private static Path resource(String page) {
    try {
      URL found = Objects.requireNonNull(Packages.class.getResource(page));
      return Path.of(found.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(page, e);
    }
  }
}
