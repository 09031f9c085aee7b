// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The DTLS side of one loop's share of a UDP port: RFC 6347. Confined to its loop.
///
/// ```
///   ClientHello ─ no cookie ─▶ HelloVerifyRequest, and nothing is kept
///   ClientHello ─ cookie ────▶ handshakes ─ Finished ─▶ sessions ─ close_notify ─▶ gone
/// ```
final class DtlsDoor {
  /// What is half open on one loop; beyond it, clients come again a second later.
  static final int MOST_HANDSHAKES = 256;

  /// What the engine needs at most, and room for the header of ChannelData or an indication.
  private static final int BUFFER = 20 << 10;

  /// A bucket of bytes serves for hellos too: so many a second on one loop are looked at, which is
  /// some hundredths of its time.
  private static final int HELLO_COST = 1 << 10;

  private static final int HELLOS_PER_SECOND = 2_000;

  private final Worker worker;
  private final UdpSocket socket;
  private final DtlsContexts contexts;
  private final Connections places;
  private final Bucket hellos;
  private final EndpointMap<DtlsSession> handshakes = new EndpointMap<>(4);
  private final EndpointMap<DtlsSession> sessions = new EndpointMap<>(4);
  private final ByteBuffer plain = ByteBuffer.allocateDirect(BUFFER);
  private final ByteBuffer sealed = ByteBuffer.allocateDirect(BUFFER);
  private final ByteBuf plainBytes = Unpooled.wrappedBuffer(plain.duplicate());
  private final ByteBuf sealedBytes = Unpooled.wrappedBuffer(sealed.duplicate());

  DtlsDoor(Worker worker, UdpSocket socket, DtlsContexts contexts) {
    this.worker = worker;
    this.socket = socket;
    this.contexts = contexts;
    this.places = contexts.places();
    this.hellos = new Bucket((long) HELLOS_PER_SECOND * HELLO_COST, worker.now());
  }

  void received(ByteBuf packet, long high, long low, int port) {
    if (DtlsHello.isOne(packet)) {
      IpAddress ip = new IpAddress(socket.local().ip().family(), high, low);
      hello(packet, new Endpoint(ip, port));
      return;
    }
    DtlsSession open = sessions.get(high, low, port);
    DtlsSession begun = handshakes.size() == 0 ? null : handshakes.get(high, low, port);
    if (begun != null && (open == null || DtlsSession.isOfHandshake(packet))) {
      begun.received(packet);
    } else if (open != null) {
      open.received(packet);
    }
  }

  private void hello(ByteBuf packet, Endpoint client) {
    if (!worker.mayAnswer(client.ip()) || !hellos.take(HELLO_COST, worker.now())) {
      return;
    }
    DtlsHello hello = DtlsHello.read(packet);
    if (hello == null) {
      return;
    }
    if (hello.isTooOld()) {
      byte[] alert = hello.refusal();
      socket.send(alert, alert.length, client);
      return;
    }
    DtlsSession begun = find(handshakes, client);
    if (begun != null && hello.hasCookie() && begun.hello().isSameAs(hello)) {
      begun.repeat();
      return;
    }
    judge(hello, client);
  }

  /// "When the client sends its ClientHello message to the server, the server MAY respond with a
  /// HelloVerifyRequest message." "If a server receives a ClientHello with an invalid cookie, it
  /// SHOULD treat it the same as a ClientHello with no cookie." (RFC 6347 §4.2.1)
  private void judge(DtlsHello hello, Endpoint client) {
    byte[] newest = {};
    for (SSLContext context : contexts.of(client)) {
      SSLEngine engine = DtlsContexts.engine(context);
      byte[] verify = verify(engine, hello);
      if (hello.hasCookie() && hello.hasCookieOf(verify)) {
        begin(engine, hello, client);
        return;
      }
      newest = newest.length == 0 ? verify : newest;
    }
    // "the server MUST use the record sequence number in the ClientHello as the record sequence
    // number in the HelloVerifyRequest." (§4.2.1)
    if (newest.length > 0) {
      ByteBuffer.wrap(newest).putLong(3, hello.sequence());
      socket.send(newest, newest.length, client);
    }
  }

  /// What the engine asks of a hello without cookie: then it waits for one with it. Nothing where
  /// it cannot be answered.
  private byte[] verify(SSLEngine engine, DtlsHello hello) {
    try {
      engine.unwrap(hello.withoutCookie(), plain.clear());
      DtlsSession.runTasks(engine);
      engine.wrap(DtlsSession.NOTHING, sealed.clear());
    } catch (SSLException _) {
      return new byte[0];
    }
    byte[] record = new byte[sealed.flip().remaining()];
    sealed.get(record);
    return DtlsSession.isVerifyRequest(record) ? record : new byte[0];
  }

  private void begin(SSLEngine engine, DtlsHello hello, Endpoint client) {
    DtlsSession before = find(handshakes, client);
    if (before != null) {
      // An alert, which nothing protects yet, would end the handshake that the client begins here.
      before.abandon();
    }
    if (handshakes.size() >= MOST_HANDSHAKES || !places.enter(client.ip())) {
      return;
    }
    DtlsSession session = new DtlsSession(this, client, engine, hello);
    handshakes.put(client.ip().high(), client.ip().low(), client.port(), session);
    session.start();
  }

  private static @Nullable DtlsSession find(EndpointMap<DtlsSession> map, Endpoint client) {
    return map.get(client.ip().high(), client.ip().low(), client.port());
  }

  /// "After a correct Finished message is received, the server MUST abandon the previous
  /// association to avoid confusion between two valid associations with overlapping epochs."
  /// (§4.2.8)
  void completed(DtlsSession session) {
    Endpoint client = session.address();
    handshakes.remove(client.ip().high(), client.ip().low(), client.port());
    DtlsSession before = find(sessions, client);
    if (before != null) {
      before.abandon();
    }
    sessions.put(client.ip().high(), client.ip().low(), client.port(), session);
  }

  void ended(DtlsSession session) {
    Endpoint client = session.address();
    for (EndpointMap<DtlsSession> map : List.of(handshakes, sessions)) {
      if (find(map, client) == session) {
        map.remove(client.ip().high(), client.ip().low(), client.port());
      }
    }
    places.leave(client.ip());
  }

  void close() {
    handshakes.forEach(DtlsSession::end);
    sessions.forEach(DtlsSession::end);
  }

  Worker worker() {
    return worker;
  }

  UdpSocket socket() {
    return socket;
  }

  /// Where the engines of this loop put what they decrypted: behind the headroom of a packet.
  ByteBuffer plain() {
    return plain.clear().position(UdpSocket.HEADROOM);
  }

  /// What is there, as a packet.
  ByteBuf plainBytes() {
    return plainBytes.setIndex(UdpSocket.HEADROOM, plain.position());
  }

  /// Where they put what they encrypted.
  ByteBuffer sealed() {
    return sealed.clear();
  }

  ByteBuf sealedBytes() {
    return sealedBytes.setIndex(0, sealed.position());
  }
}
