// SPDX-License-Identifier: Apache-2.0
package dev.switchboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A new certificate for localhost and its key, as servers read them, and a client that trusts it.
public record PemFiles(Path certificate, Path key, SSLContext trust) {
  private static final String PASSWORD = "changeit";
  private static final List<String> OPTIONS =
      List.of(
          "-genkeypair -alias a -keyalg EC -groupname secp256r1 -dname CN=localhost -ext"
              .split(" ", -1));

  public static PemFiles make(Path folder) throws Exception {
    Path file = folder.resolve("store.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> where =
        List.of(
            "san=dns:localhost,ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            file.toString());
    List<String> command =
        Stream.of(List.of(keytool), OPTIONS, where).flatMap(List::stream).toList();
    Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(made.waitFor()).as(said).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    byte[] secret = store.getKey("a", PASSWORD.toCharArray()).getEncoded();
    return new PemFiles(
        pem(folder.resolve("cert.pem"), "CERTIFICATE", store.getCertificate("a").getEncoded()),
        pem(folder.resolve("key.pem"), "PRIVATE KEY", secret),
        trusting(store.getCertificate("a")));
  }

  private static Path pem(Path file, String label, byte[] der) throws Exception {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    String text = "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    return Files.writeString(file, text);
  }

  private static SSLContext trusting(java.security.cert.Certificate one) throws Exception {
    KeyStore known = KeyStore.getInstance("PKCS12");
    known.load(null, null);
    known.setCertificateEntry("a", one);
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(known);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trusted.getTrustManagers(), null);
    return context;
  }
}
