// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A key and a certificate that signs itself, of the JDK's own tool, and clients who trust it.
record TestKeys(Path folder, KeyStore store) {
  private static final char[] SECRET = "changeit".toCharArray();

  /// @param algorithm EC or RSA
  static TestKeys make(Path folder, String algorithm) throws Exception {
    Path file = folder.resolve("keys.p12");
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command =
        List.of(
            tool,
            "-genkeypair",
            "-alias",
            "turn",
            "-keyalg",
            algorithm,
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            "changeit",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=ip:127.0.0.1");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, SECRET);
    }
    return new TestKeys(folder, store);
  }

  KeyManagerFactory managers() throws Exception {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, SECRET);
    return factory;
  }

  Path certificate() throws Exception {
    return pem("CERTIFICATE", store.getCertificate("turn").getEncoded());
  }

  Path key() throws Exception {
    return pem("PRIVATE KEY", store.getKey("turn", SECRET).getEncoded());
  }

  private Path pem(String what, byte[] encoded) throws Exception {
    Base64.Encoder base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
    String text =
        "-----BEGIN " + what + "-----\n" + base64.encodeToString(encoded) + "\n-----END " + what;
    return Files.writeString(folder.resolve(what + ".pem"), text + "-----\n");
  }

  /// For clients.
  SSLContext trusting(String protocol) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("turn", store.getCertificate("turn"));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance(protocol);
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
