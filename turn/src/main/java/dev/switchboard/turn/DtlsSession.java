// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.StunWriter;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// A client over DTLS, from the ClientHello with its cookie to the end: the JDK's engine, and the
/// timers and bounds around it. One record carries one message of STUN or ChannelData. Confined to
/// its loop.
///
/// ```
///   HANDSHAKE ─ Finished ─▶ OPEN ─ close_notify, no allocation for 30 s, error ─▶ ENDED
///       └─ 31 s, 64 KB, error ─────────────────────────────────────────────────────┘
/// ```
final class DtlsSession implements Client {
  static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int ALERT = 21;
  private static final int HANDSHAKE_RECORD = 22;
  private static final int DATA = 23;
  private static final int DTLS_1_0 = 0xfeff;
  private static final int DTLS_1_2 = 0xfefd;
  private static final int VERIFY_REQUEST = 3;

  /// "Implementations SHOULD use an initial timer value of 1 second [...] and double the value at
  /// each retransmission" (RFC 6347 §4.2.4.1). After 1, 2, 4, 8 and 16 seconds it is over.
  private static final int MOST_TIMEOUTS = 5;

  /// The engine keeps what comes out of order; somebody else may have sent it.
  private static final int MOST_HANDSHAKE_BYTES = 64 << 10;

  /// Whoever asks again has not proved that they are the client.
  private static final int MOST_REPEATS = 8;

  private static final int MOST_STEPS = 64;
  private static final long PATIENCE_SECONDS = 30;

  private enum State {
    HANDSHAKE,
    OPEN,
    ENDED
  }

  private final DtlsDoor door;
  private final Endpoint address;
  private final SSLEngine engine;
  private final DtlsHello hello;
  private final List<byte[]> flight = new ArrayList<>();
  private State state = State.HANDSHAKE;
  private int taken;
  private int timeouts;
  private int repeats;
  private @Nullable Future<?> timer;
  private @Nullable Route route;

  /// @param engine has asked for a cookie, and waits for the hello with it
  DtlsSession(DtlsDoor door, Endpoint address, SSLEngine engine, DtlsHello hello) {
    this.door = door;
    this.address = address;
    this.engine = engine;
    this.hello = hello;
  }

  DtlsHello hello() {
    return hello;
  }

  void start() {
    watch(1, this::timeout);
    take(hello.bytes());
  }

  private void watch(long seconds, Runnable look) {
    timer = door.worker().loop().schedule(look, seconds, TimeUnit.SECONDS);
  }

  private void timeout() {
    if (state != State.HANDSHAKE) {
      return;
    }
    if (++timeouts > MOST_TIMEOUTS) {
      abandon();
      return;
    }
    watch(1L << timeouts, this::timeout);
    retransmit();
  }

  /// The client sent its hello again: what it was answered may be lost.
  void repeat() {
    if (state == State.HANDSHAKE && ++repeats <= MOST_REPEATS) {
      retransmit();
    }
  }

  private void retransmit() {
    flight.clear();
    try {
      if (engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP) {
        seal(NOTHING);
      }
      proceed();
    } catch (SSLException _) {
      end();
    }
  }

  /// Whether the first record is of a handshake's messages.
  static boolean isOfHandshake(ByteBuf packet) {
    int type = packet.getByte(packet.readerIndex());
    return type == HANDSHAKE_RECORD || type == CHANGE_CIPHER_SPEC;
  }

  static boolean isVerifyRequest(byte[] record) {
    return record.length > DtlsHello.RECORD_HEADER
        && record[0] == HANDSHAKE_RECORD
        && record[DtlsHello.RECORD_HEADER] == VERIFY_REQUEST;
  }

  /// A datagram: one record after the other. "In general, invalid records SHOULD be silently
  /// discarded, thus preserving the association" (RFC 6347 §4.1.2.7).
  void received(ByteBuf packet) {
    int end = packet.writerIndex();
    int at = packet.readerIndex();
    while (state != State.ENDED && end - at >= DtlsHello.RECORD_HEADER) {
      int whole = DtlsHello.RECORD_HEADER + packet.getUnsignedShort(at + 11);
      if (whole > end - at) {
        return;
      }
      int version = packet.getUnsignedShort(at + 1);
      if (version == DTLS_1_2 || version == DTLS_1_0) {
        record(packet, at, whole);
      }
      at += whole;
    }
  }

  private void record(ByteBuf packet, int at, int length) {
    int type = packet.getByte(at);
    int epoch = packet.getUnsignedShort(at + 3);
    switch (state) {
      case HANDSHAKE -> {
        taken += length;
        if (taken > MOST_HANDSHAKE_BYTES) {
          abandon();
        } else if (type >= CHANGE_CIPHER_SPEC && type <= DATA) {
          take(packet.internalNioBuffer(at, length));
        }
      }
      case OPEN -> {
        if (epoch == 1 && (type == DATA || type == ALERT)) {
          take(packet.internalNioBuffer(at, length));
        } else if (epoch == 1 && type == HANDSHAKE_RECORD) {
          answerFinished();
        }
      }
      case ENDED -> {}
    }
  }

  /// "the node that transmits the last flight (the server in an ordinary handshake or the client in
  /// a resumed handshake) MUST respond to a retransmit of the peer's last flight with a retransmit
  /// of the last flight." (§4.2.4) The engine does not. Another handshake within this one is not to
  /// be had.
  private void answerFinished() {
    if (++repeats <= MOST_REPEATS) {
      for (byte[] record : flight) {
        door.socket().send(record, record.length, address);
      }
    }
  }

  private void take(ByteBuffer record) {
    try {
      SSLEngineResult result = engine.unwrap(record, door.plain());
      switch (state) {
        case HANDSHAKE -> {
          flight.clear();
          proceed();
        }
        case OPEN -> {
          if (result.bytesProduced() > 0) {
            deliver(door.plainBytes());
          }
        }
        case ENDED -> {}
      }
      if (engine.isInboundDone()) {
        end();
      }
    } catch (SSLException _) {
      end();
    }
  }

  /// Lets the engine do what it can without the client.
  private void proceed() throws SSLException {
    for (int steps = 0; steps < MOST_STEPS; steps++) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> {
          runTasks(engine);
          DtlsContexts.fragment(engine);
        }
        case NEED_UNWRAP_AGAIN -> engine.unwrap(NOTHING, door.plain());
        case NEED_WRAP -> {
          if (!seal(NOTHING)) {
            return;
          }
        }
        case NEED_UNWRAP -> {
          return;
        }
        case FINISHED, NOT_HANDSHAKING -> {
          open();
          return;
        }
      }
    }
    throw new SSLException("the handshake takes no end");
  }

  /// Signing takes about a millisecond; how often is bounded by the floodgate.
  static void runTasks(SSLEngine engine) {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  private void open() {
    if (state == State.HANDSHAKE && !engine.isInboundDone()) {
      state = State.OPEN;
      repeats = 0;
      stopTimer();
      DtlsContexts.sendWhole(engine);
      door.completed(this);
      watch(PATIENCE_SECONDS, this::look);
    }
  }

  /// Whoever has no allocation half a minute later has come for nothing.
  private void look() {
    if (state == State.OPEN && route == null) {
      end();
    } else if (state == State.OPEN) {
      watch(PATIENCE_SECONDS, this::look);
    }
  }

  private void stopTimer() {
    Future<?> running = timer;
    if (running != null) {
      running.cancel(false);
    }
  }

  private void deliver(ByteBuf message) {
    if (message.readableBytes() < 4) {
      return;
    }
    int kind = message.getByte(message.readerIndex()) & 0xc0;
    Route to = route;
    if ((kind & 0x80) == 0 && (to == null || !to.take(message)) && kind == 0) {
      door.worker().handle(message, this);
    }
  }

  /// Encrypts and sends; whether there was anything. What does not fit into one record is dropped.
  private boolean seal(ByteBuffer source) throws SSLException {
    int length = source.remaining();
    SSLEngineResult result = engine.wrap(source, door.sealed());
    if (result.bytesProduced() == 0 || result.bytesConsumed() < length) {
      return false;
    }
    ByteBuf sealed = door.sealedBytes();
    if (state == State.HANDSHAKE) {
      number(sealed);
      byte[] record = new byte[sealed.readableBytes()];
      sealed.getBytes(0, record);
      flight.add(record);
    }
    door.socket().send(sealed, address.ip().high(), address.ip().low(), address.port());
    return true;
  }

  /// "In order to avoid sequence number duplication in case of multiple cookie exchanges, the
  /// server MUST use the record sequence number in the ClientHello as the record sequence number in
  /// its initial ServerHello." (§4.2.1) The engine, which saw one exchange, says 1 there. Records
  /// of epoch 0 are not protected, so their numbers can be put right.
  private void number(ByteBuf record) {
    if (record.getUnsignedShort(3) == 0) {
      record.setLong(3, record.getLong(3) + Math.max(0, hello.sequence() - 1) & 0xffff_ffff_ffffL);
    }
  }

  /// Says close_notify, and that is all.
  void end() {
    if (state == State.ENDED) {
      return;
    }
    try {
      engine.closeOutbound();
      for (int steps = 0;
          steps < MOST_STEPS && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
          steps++) {
        if (!seal(NOTHING)) {
          break;
        }
      }
    } catch (SSLException _) {
      // Then it goes without.
    }
    abandon();
  }

  /// Forgets the client without a word.
  void abandon() {
    if (state == State.ENDED) {
      return;
    }
    state = State.ENDED;
    stopTimer();
    door.ended(this);
    Route to = route;
    if (to != null) {
      to.left(this);
    }
  }

  @Override
  public Endpoint address() {
    return address;
  }

  @Override
  public @Nullable Allocation allocation() {
    Route to = route;
    return to == null ? null : to.allocation();
  }

  @Override
  public void attach(Route to) {
    route = to;
  }

  @Override
  public void detach() {
    route = null;
  }

  @Override
  public void answer(StunWriter message) {
    write(ByteBuffer.wrap(message.bytes(), 0, message.length()));
  }

  @Override
  public void relay(ByteBuf packet) {
    write(packet.internalNioBuffer(packet.readerIndex(), packet.readableBytes()));
  }

  private void write(ByteBuffer message) {
    if (state != State.OPEN) {
      return;
    }
    try {
      seal(message);
    } catch (SSLException _) {
      end();
    }
  }
}
