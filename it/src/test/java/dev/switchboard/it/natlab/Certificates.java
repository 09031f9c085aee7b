// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.natlab;

import dev.switchboard.it.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// An authority made up for one test class, the server's certificate by it, and a home for browsers
/// that trust it. For one thread.
final class Certificates implements AutoCloseable {

  private static final String KEY = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";

  /// Where Chromium on Linux keeps whom it trusts: the first since version 141 or so.
  private static final List<String> STORES = List.of(".local/share/pki/nssdb", ".pki/nssdb");

  private final Path folder = Folders.temporary();

  Certificates() {
    openssl("req -x509 " + KEY + " -keyout ca.key -out ca.pem -days 2 -subj /CN=Lab");
    openssl("req " + KEY + " -keyout server.key -out server.csr -subj /CN=" + Internet.NAME);
    try {
      Files.writeString(
          folder.resolve("names"),
          "subjectAltName=DNS:%s,DNS:%s%nextendedKeyUsage=serverAuth%n"
              .formatted(Internet.NAME, Internet.CELLAR_NAME));
      openssl(
          "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2"
              + " -extfile names -out server.pem");
      for (String store : STORES) {
        String database = "sql:" + Files.createDirectories(trusting().resolve(store));
        Shell.run("certutil", "-d", database, "-N", "--empty-password");
        String authority = folder.resolve("ca.pem").toString();
        Shell.run("certutil", "-d", database, "-A", "-t", "C,,", "-n", "lab", "-i", authority);
      }
      Files.createDirectories(suspicious());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Why there can be none on this machine.
  static Optional<String> obstacle() {
    if (Shell.attempt("", List.of("openssl", "version")).code() == 127) {
      return Optional.of("no certificates can be made (openssl needed)");
    }
    return Shell.attempt("", List.of("certutil", "-H")).code() == 127
        ? Optional.of("Chromium cannot be made to trust a test CA (libnss3-tools needed)")
        : Optional.empty();
  }

  Path chain() {
    return folder.resolve("server.pem");
  }

  Path key() {
    return folder.resolve("server.key");
  }

  /// The HOME of browsers that trust the authority.
  Path trusting() {
    return folder.resolve("home");
  }

  /// The HOME of browsers that never heard of it.
  Path suspicious() {
    return folder.resolve("suspicious");
  }

  @Override
  public void close() {
    Folders.delete(folder);
  }

  private void openssl(String arguments) {
    Shell.run("sh", "-c", "cd " + folder + " && openssl " + arguments);
  }
}
