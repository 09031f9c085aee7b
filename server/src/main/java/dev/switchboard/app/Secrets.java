// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The key from which this server derives what it hands out as proof, such as the secrets of peers.
/// Made at the first start, kept in the data folder, never shown. Immutable; any thread.
public final class Secrets {

  private static final Logger LOG = LoggerFactory.getLogger(Secrets.class);

  private static final String FILE = "secret.key";
  private static final int BYTES = 32;
  private static final String TURN = "switchboard turn";

  private final SecretKey key;

  private Secrets(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, "HmacSHA256");
  }

  /// Reads the key, or makes one. A folder that cannot be used costs a warning only; a file that is
  /// no key stops the start, since a new key would silently lock out those who hold the old one's
  /// proofs.
  static Secrets open(DataFolder folder) {
    byte[] fresh = random();
    try {
      byte[] bytes = folder.readOrCreate(FILE, fresh);
      if (bytes.length != BYTES) {
        throw new CannotStart(
            "%s: %d bytes (expected: %d random bytes; delete the file to get new ones)"
                .formatted(folder.path().resolve(FILE), bytes.length, BYTES));
      }
      if (folder.isOpenToOthers(FILE)) {
        LOG.warn("{} can be read by others than its owner", folder.path().resolve(FILE));
      }
      return new Secrets(bytes);
    } catch (IOException e) {
      LOG.warn(
          "data: {} cannot be used ({}), so peers get new ids after a restart",
          folder.path(),
          reason(e));
      return new Secrets(fresh);
    }
  }

  /// For tests and for servers that keep nothing: a key that ends with the process.
  public static Secrets inMemory() {
    return new Secrets(random());
  }

  /// For HMAC-SHA256.
  public SecretKey key() {
    return key;
  }

  /// What the TURN server inside shares with whoever makes credentials for it. It follows from the
  /// key, so that credentials outlive a restart.
  String turn() {
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(TURN.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256: absent (expected: in every JDK)", e);
    }
  }

  private static byte[] random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  /// "Not a directory", or what the name of the exception tells, such as AccessDeniedException.
  private static String reason(IOException e) {
    Optional<String> told =
        e instanceof FileSystemException f ? Optional.ofNullable(f.getReason()) : Optional.empty();
    return told.orElse(e.getClass().getSimpleName());
  }

  @Override
  public String toString() {
    return "Secrets[hidden]";
  }
}
