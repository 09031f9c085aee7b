// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.Provider;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.MacSpi;

/// Counts every hash and every signature that is computed anywhere while it is open, and has the
/// JDK compute them. For a test that wants to know whether two requests cost the same.
public final class CountedCrypto implements AutoCloseable {
  private static final String NAME = "Counted";
  private static final Map<String, Integer> COUNTS = new ConcurrentHashMap<>();

  private CountedCrypto() {}

  static CountedCrypto begin() {
    COUNTS.clear();
    Security.insertProviderAt(new Counting(), 1);
    return new CountedCrypto();
  }

  /// By algorithm: how often, and of how many bytes.
  Map<String, Integer> counts() {
    return Map.copyOf(COUNTS);
  }

  @Override
  public void close() {
    Security.removeProvider(NAME);
  }

  private static void note(String algorithm, int bytes) {
    COUNTS.merge(algorithm, 1, Integer::sum);
    COUNTS.merge(algorithm + " bytes", bytes, Integer::sum);
  }

  private static final class Counting extends Provider {
    private static final long serialVersionUID = 1;

    Counting() {
      super(NAME, "1", "counts");
      for (Class<?> mac : new Class<?>[] {Sha1Mac.class, Sha256Mac.class}) {
        put("Mac." + (mac == Sha1Mac.class ? "HmacSHA1" : "HmacSHA256"), mac.getName());
      }
      put("MessageDigest.MD5", Md5.class.getName());
      put("MessageDigest.SHA-256", Sha256.class.getName());
    }
  }

  /// HMAC-SHA1.
  public static final class Sha1Mac extends Counted {
    public Sha1Mac() throws GeneralSecurityException {
      super("HmacSHA1");
    }
  }

  /// HMAC-SHA256.
  public static final class Sha256Mac extends Counted {
    public Sha256Mac() throws GeneralSecurityException {
      super("HmacSHA256");
    }
  }

  /// Some HMAC.
  public abstract static class Counted extends MacSpi {
    private final Mac mac;
    private int bytes;

    Counted(String algorithm) throws GeneralSecurityException {
      mac = Mac.getInstance(algorithm, "SunJCE");
    }

    @Override
    protected int engineGetMacLength() {
      return mac.getMacLength();
    }

    @Override
    protected void engineInit(Key key, AlgorithmParameterSpec ignored)
        throws java.security.InvalidKeyException {
      mac.init(key);
    }

    @Override
    protected void engineUpdate(byte input) {
      bytes++;
      mac.update(input);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
      bytes += length;
      mac.update(input, offset, length);
    }

    @Override
    protected byte[] engineDoFinal() {
      note(mac.getAlgorithm(), bytes);
      bytes = 0;
      return mac.doFinal();
    }

    @Override
    protected void engineReset() {
      mac.reset();
    }
  }

  /// MD5.
  public static final class Md5 extends Digest {
    public Md5() throws GeneralSecurityException {
      super("MD5");
    }
  }

  /// SHA-256.
  public static final class Sha256 extends Digest {
    public Sha256() throws GeneralSecurityException {
      super("SHA-256");
    }
  }

  /// Some hash.
  public abstract static class Digest extends MessageDigestSpi {
    private final MessageDigest digest;

    Digest(String algorithm) throws GeneralSecurityException {
      digest = MessageDigest.getInstance(algorithm, "SUN");
    }

    @Override
    protected int engineGetDigestLength() {
      return digest.getDigestLength();
    }

    @Override
    protected void engineUpdate(byte input) {
      digest.update(input);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
      digest.update(input, offset, length);
    }

    @Override
    protected byte[] engineDigest() {
      note(digest.getAlgorithm(), 0);
      return digest.digest();
    }

    @Override
    protected void engineReset() {
      digest.reset();
    }
  }
}
