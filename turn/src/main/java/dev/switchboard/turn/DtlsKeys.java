// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/// The private key and the certificates that a server shows over DTLS. Immutable; any thread may
/// use it.
public final class DtlsKeys {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

  private final List<KeyManager> managers;

  private DtlsKeys(KeyManager[] managers) {
    this.managers = List.of(managers);
  }

  public static DtlsKeys of(KeyManagerFactory factory) {
    return new DtlsKeys(factory.getKeyManagers());
  }

  /// Of the files that TLS takes: a chain of certificates, the server's own first, and its key in
  /// PKCS#8 without a password. Throws [IOException] with a message for people.
  public static DtlsKeys pem(Path chain, Path key) throws IOException {
    char[] none = {};
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, none);
      store.setKeyEntry("turn", key(key), none, chain(chain));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, none);
      return of(factory);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(
          "dtls: " + chain + " and " + key + " (expected: PEM certificates and their PKCS#8 key)",
          e);
    }
  }

  KeyManager[] managers() {
    return managers.toArray(KeyManager[]::new);
  }

  private static Certificate[] chain(Path file) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(in)
          .toArray(Certificate[]::new);
    }
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    Matcher found = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
    if (!found.find()) {
      throw new InvalidKeySpecException("no BEGIN PRIVATE KEY in " + file);
    }
    byte[] encoded = Base64.getMimeDecoder().decode(found.group(1));
    for (String algorithm : List.of("EC", "RSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (InvalidKeySpecException _) {
        // It is one of the other kind.
      }
    }
    throw new InvalidKeySpecException("neither EC nor RSA: " + file);
  }
}
