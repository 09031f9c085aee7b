// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether connections are encrypted here or somewhere before.
public sealed interface Tls {

  /// Plain HTTP.
  record Off() implements Tls {}

  /// HTTPS with a certificate chain and its private key, both PEM files.
  record Pem(Path cert, Path key) implements Tls {}

  static Tls from(Settings settings) {
    Optional<Path> cert = settings.get(Keys.TLS_CERT);
    Optional<Path> key = settings.get(Keys.TLS_KEY);
    return cert.isPresent() && key.isPresent() ? new Pem(cert.get(), key.get()) : new Off();
  }

  /// Why no connection could be encrypted although somebody wants them to be.
  static List<String> problems(Settings settings) {
    Optional<Path> cert = settings.get(Keys.TLS_CERT);
    Optional<Path> key = settings.get(Keys.TLS_KEY);
    List<String> problems = new ArrayList<>();
    if (cert.isPresent() || key.isPresent()) {
      checkFile(Keys.TLS_CERT, cert, problems);
      checkFile(Keys.TLS_KEY, key, problems);
    }
    return problems;
  }

  private static void checkFile(
      Key<Optional<Path>> key, Optional<Path> path, List<String> problems) {
    if (path.isEmpty()) {
      problems.add(
          key.name() + ": (nothing) (expected: a PEM file; tls.cert and tls.key go together)");
    } else if (!Files.isRegularFile(path.get()) || !Files.isReadable(path.get())) {
      problems.add(key.name() + ": " + path.get() + " (expected: a PEM file that can be read)");
    }
  }
}
