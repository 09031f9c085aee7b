// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLParameters;

/// Carries a test's packets over the JDK's own DTLS. Blocks; one thread.
final class DtlsWire implements Wire {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  final DatagramSocket socket;
  final SSLEngine engine;
  final List<byte[]> heard = new ArrayList<>();

  /// Which datagrams get lost on their way here.
  Predicate<byte[]> lostHere = _ -> false;

  /// Which get lost on their way to the server.
  Predicate<byte[]> lostThere = _ -> false;

  DtlsWire(InetSocketAddress server, SSLContext context) throws IOException {
    this(new DatagramSocket(new InetSocketAddress(server.getAddress(), 0)), server, context);
  }

  DtlsWire(DatagramSocket socket, InetSocketAddress server, SSLContext context) throws IOException {
    this.socket = socket;
    socket.connect(server);
    engine = context.createSSLEngine("127.0.0.1", server.getPort());
    engine.setUseClientMode(true);
    configure();
  }

  private void configure() {
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setMaximumPacketSize(1400);
    engine.setSSLParameters(parameters);
  }

  DtlsWire handshake() throws IOException {
    engine.beginHandshake();
    socket.setSoTimeout(200);
    for (int silences = 0; engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING; ) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> runTasks();
        case NEED_WRAP -> transmit(wrap(NOTHING));
        case NEED_UNWRAP_AGAIN -> engine.unwrap(NOTHING, ByteBuffer.allocate(20_000));
        case NEED_UNWRAP -> {
          try {
            unwrap(hear());
          } catch (SocketTimeoutException e) {
            if (++silences > 50) {
              throw e;
            }
            transmit(wrap(NOTHING));
          }
        }
        case FINISHED, NOT_HANDSHAKING -> {}
      }
    }
    socket.setSoTimeout(PATIENCE_MILLIS);
    // The engine sends smaller packets once some got lost.
    configure();
    return this;
  }

  private void runTasks() {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  byte[] wrap(ByteBuffer message) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(20_000);
    engine.wrap(message, out);
    return Arrays.copyOf(out.array(), out.position());
  }

  void transmit(byte[] packet) throws IOException {
    if (packet.length > 0 && !lostThere.test(packet)) {
      socket.send(new DatagramPacket(packet, packet.length));
    }
  }

  byte[] hear() throws IOException {
    while (true) {
      DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
      socket.receive(packet);
      byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
      heard.add(bytes);
      if (!lostHere.test(bytes)) {
        return bytes;
      }
    }
  }

  private byte[] unwrap(byte[] packet) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(packet);
    ByteBuffer out = ByteBuffer.allocate(20_000);
    while (in.hasRemaining()) {
      SSLEngineResult result = engine.unwrap(in, out);
      runTasks();
      if (result.bytesConsumed() == 0) {
        break;
      }
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  @Override
  public void send(byte[] packet) throws IOException {
    transmit(wrap(ByteBuffer.wrap(packet)));
  }

  @Override
  public byte[] receive() throws IOException {
    while (!engine.isInboundDone()) {
      byte[] message = unwrap(hear());
      if (message.length > 0) {
        return message;
      }
    }
    throw new SocketTimeoutException("close_notify");
  }

  @Override
  public InetSocketAddress local() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /// Says goodbye.
  void closeNotify() throws IOException {
    engine.closeOutbound();
    while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
      transmit(wrap(NOTHING));
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
