// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;

/// An authority of certificates that nobody knows but who is told, and the certificate that it gave
/// to 127.0.0.1.
final class TestAuthority {
  private static final String SECRET = "changeit";

  private final Path folder;

  private TestAuthority(Path folder) {
    this.folder = folder;
  }

  static TestAuthority in(Path folder) throws IOException, InterruptedException {
    TestAuthority authority = new TestAuthority(folder);
    authority.keytool("-genkeypair -alias ca -keyalg EC -dname CN=Authority -ext bc:c");
    authority.keytool("-genkeypair -alias turn -keyalg EC -dname CN=127.0.0.1");
    authority.keytool("-certreq -alias turn -file turn.csr");
    authority.keytool(
        "-gencert -alias ca -infile turn.csr -outfile turn.pem -rfc -ext san=ip:127.0.0.1");
    authority.keytool("-importcert -alias turn -file turn.pem -noprompt");
    authority.keytool("-exportcert -alias ca -file ca.pem -rfc");
    return authority;
  }

  /// A home with a store of NSS, as Chromium reads it.
  Path homeThatTrustsIt() throws IOException, InterruptedException {
    Path home = folder.resolve("home");
    Path store = home.resolve(".pki/nssdb");
    Files.createDirectories(store);
    String database = "sql:" + store;
    try {
      run(List.of("certutil", "-N", "-d", database, "--empty-password"));
    } catch (IOException e) {
      assumeTrue(false, "no certutil (" + e.getMessage() + "): apt install libnss3-tools");
    }
    run(List.of("certutil", "-A", "-d", database, "-n", "test", "-t", "C,,", "-i", "ca.pem"));
    return home;
  }

  SslContext serverContext() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
      keys.load(in, SECRET.toCharArray());
    }
    keys.deleteEntry("ca");
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, SECRET.toCharArray());
    return SslContextBuilder.forServer(factory).build();
  }

  private void keytool(String arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(Arrays.asList(arguments.split(" ", -1)));
    command.addAll(List.of("-keystore", "keys.p12", "-storetype", "PKCS12", "-storepass", SECRET));
    run(command);
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
