// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/// Makes the engines of DTLS, and with them the cookies that prove a client's address; counts the
/// sessions. Shared by the loops.
///
/// "The DTLS server SHOULD generate cookies in such a way that they can be verified without
/// retaining any per-client state on the server." (RFC 6347 §4.2.1) The JDK's engine derives its
/// cookie from the ClientHello and a secret of its context, but not from the address: a cookie that
/// was fetched from one address would pass from another. Hence many contexts, each with a secret of
/// its own, and an HMAC of the address and port that picks one: a cookie passes from an address
/// that it was not sent to once in [#CONTEXTS] tries, and nobody can tell which.
final class DtlsContexts {
  static final int CONTEXTS = 256;

  /// "the server can defend against this attack by changing the Secret value frequently" (§4.2.1).
  /// The one before is good for one period more.
  private static final long PERIOD = 600_000_000_000L;

  /// Handshake messages are cut to fit into any IPv6 path: 1280 bytes less the headers.
  static final int HANDSHAKE_PACKET = 1200;

  private static final int PACKET = UdpSocket.HEADROOM + UdpSocket.MOST;

  private static final String[] VERSIONS = {"DTLSv1.2"};

  private static final String HMAC = "HmacSHA256";

  private record Generation(List<SSLContext> contexts, SecretKeySpec key, long since) {}

  private final DtlsKeys keys;
  private final LongSupplier nanos;
  private final Connections places;
  private final SecureRandom random = new SecureRandom();
  private volatile List<Generation> generations;

  DtlsContexts(DtlsKeys keys, TurnLimits limits, LongSupplier nanos) {
    this.keys = keys;
    this.nanos = nanos;
    this.places = new Connections(limits.connectionsPerAddress(), limits.allocations().overall());
    this.generations = List.of(generation());
  }

  /// How many sessions, half open or open, each address has.
  Connections places() {
    return places;
  }

  /// Those whose cookies this client may have: that of now, and the one before.
  List<SSLContext> of(Endpoint client) {
    return current().stream().map(each -> pick(each, client)).toList();
  }

  private static SSLContext pick(Generation generation, Endpoint client) {
    ByteBuffer address = ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES);
    address.putLong(client.ip().high()).putLong(client.ip().low()).putInt(client.port());
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(generation.key());
      return generation.contexts().get(mac.doFinal(address.array())[0] & (CONTEXTS - 1));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Generation> current() {
    List<Generation> found = generations;
    return isFresh(found) ? found : renew();
  }

  private boolean isFresh(List<Generation> found) {
    return nanos.getAsLong() - found.getFirst().since() < PERIOD;
  }

  private synchronized List<Generation> renew() {
    // Another loop may have been here first.
    if (!isFresh(generations)) {
      Generation before = generations.getFirst();
      boolean isOld = nanos.getAsLong() - before.since() >= 2 * PERIOD;
      generations = isOld ? List.of(generation()) : List.of(generation(), before);
    }
    return generations;
  }

  private Generation generation() {
    SSLContext[] made = new SSLContext[CONTEXTS];
    for (int i = 0; i < CONTEXTS; i++) {
      made[i] = context();
    }
    byte[] key = new byte[32];
    random.nextBytes(key);
    return new Generation(List.of(made), new SecretKeySpec(key, HMAC), nanos.getAsLong());
  }

  private SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("DTLS");
      // Clients show no certificates, so nobody need be trusted.
      context.init(keys.managers(), new TrustManager[0], random);
      // Nobody resumes: the next port of a client is served by another context.
      context.getServerSessionContext().setSessionCacheSize(1);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no DTLS in this JDK", e);
    }
  }

  static SSLEngine engine(SSLContext context) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setEnabledProtocols(VERSIONS);
    limitPackets(engine, PACKET);
    return engine;
  }

  /// From here on what the engine sends is cut for any path. What it takes is as long as it was
  /// told when the session began.
  static void fragment(SSLEngine engine) {
    limitPackets(engine, HANDSHAKE_PACKET);
  }

  /// Data must not be cut: one record is one message.
  static void sendWhole(SSLEngine engine) {
    limitPackets(engine, PACKET);
  }

  private static void limitPackets(SSLEngine engine, int most) {
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setMaximumPacketSize(most);
    engine.setSSLParameters(parameters);
  }
}
