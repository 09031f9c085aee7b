// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import dev.switchboard.turn.stun.ChannelNumber;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.ErrorCode;
import dev.switchboard.turn.stun.Lifetime;
import dev.switchboard.turn.stun.Nonce;
import dev.switchboard.turn.stun.Realm;
import dev.switchboard.turn.stun.RequestedTransport;
import dev.switchboard.turn.stun.StunAttribute;
import dev.switchboard.turn.stun.StunClass;
import dev.switchboard.turn.stun.StunKey;
import dev.switchboard.turn.stun.StunMessage;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.StunReader;
import dev.switchboard.turn.stun.StunWriter;
import dev.switchboard.turn.stun.TransactionId;
import dev.switchboard.turn.stun.Username;
import dev.switchboard.turn.stun.XorMappedAddress;
import dev.switchboard.turn.stun.XorPeerAddress;
import dev.switchboard.turn.stun.XorRelayedAddress;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A client of STUN and TURN, over UDP or over a connection. Blocks; one thread.
final class TurnCaller implements AutoCloseable {
  static final int CHANNEL = 0x4000;

  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final int PATIENCE_MILLIS = 10_000;

  /// Whole messages, to and fro.
  private interface Wire extends AutoCloseable {
    InetSocketAddress local();

    void send(byte[] message) throws IOException;

    byte[] hear() throws IOException;

    @Override
    void close();
  }

  private final Wire wire;
  private final String user;
  private final String password;
  private final Random random = new Random();
  private final StunWriter writer = new StunWriter(2048);
  private List<StunAttribute> proof = List.of();
  private Optional<StunKey> key = Optional.empty();

  private TurnCaller(Wire wire, String user, String password) {
    this.wire = wire;
    this.user = user;
    this.password = password;
  }

  static TurnCaller udp(int port, String user, String password) throws IOException {
    return new TurnCaller(new Datagrams(port), user, password);
  }

  static TurnCaller tcp(int port, String user, String password) throws IOException {
    return over(new Socket(HERE, port), user, password);
  }

  /// Over a connection that may be encrypted.
  static TurnCaller over(Socket socket, String user, String password) throws IOException {
    return new TurnCaller(new Stream(socket), user, password);
  }

  /// Whether a Binding request is answered with the address that this client has.
  boolean knowsItsAddress() throws IOException {
    return ask(StunMethod.BINDING)
        .first(XorMappedAddress.class)
        .filter(mapped -> mapped.endpoint().equals(Endpoint.of(wire.local())))
        .isPresent();
  }

  /// The answer to a request without credentials.
  StunMessage ask(StunMethod method, StunAttribute... attributes) throws IOException {
    begin(method, attributes);
    return exchange();
  }

  /// The answer to one with credentials, after a first one without.
  StunMessage request(StunMethod method, StunAttribute... attributes) throws IOException {
    if (proof.isEmpty()) {
      StunMessage challenge = ask(method, attributes);
      Realm realm = challenge.first(Realm.class).orElseThrow();
      proof = List.of(new Username(user), realm, challenge.first(Nonce.class).orElseThrow());
      key = Optional.of(StunKey.md5(user, realm.value(), password));
    }
    begin(method, attributes);
    writer.add(proof).signSha1(key.orElseThrow());
    return exchange();
  }

  private void begin(StunMethod method, StunAttribute... attributes) {
    writer.begin(StunClass.REQUEST, method, TransactionId.random(random)).add(List.of(attributes));
  }

  private StunMessage exchange() throws IOException {
    wire.send(Arrays.copyOf(writer.bytes(), writer.length()));
    byte[] answer = wire.hear();
    return StunReader.read(answer, answer.length).message();
  }

  Endpoint allocate() throws IOException {
    StunMessage answer = allocation();
    if (code(answer) != 0) {
      throw new AssertionError("refused: " + answer);
    }
    return answer.first(XorRelayedAddress.class).orElseThrow().endpoint();
  }

  /// The answer to an Allocate.
  StunMessage allocation() throws IOException {
    return request(StunMethod.ALLOCATE, new RequestedTransport(RequestedTransport.UDP));
  }

  /// Binds the one channel to a peer, and so lets it in.
  int bind(Endpoint peer) throws IOException {
    return code(
        request(StunMethod.CHANNEL_BIND, new ChannelNumber(CHANNEL), new XorPeerAddress(peer)));
  }

  int release() throws IOException {
    return code(request(StunMethod.REFRESH, new Lifetime(0)));
  }

  /// 0 for a success.
  static int code(StunMessage answer) {
    return answer.first(ErrorCode.class).map(ErrorCode::code).orElse(0);
  }

  /// By the channel; a length that 4 divides.
  void send(byte[] payload) throws IOException {
    wire.send(
        ByteBuffer.allocate(4 + payload.length)
            .putShort((short) CHANNEL)
            .putShort((short) payload.length)
            .put(payload)
            .array());
  }

  byte[] hear() throws IOException {
    byte[] message = wire.hear();
    if (ByteBuffer.wrap(message).getShort() != CHANNEL) {
      throw new AssertionError("no ChannelData: " + Arrays.toString(message));
    }
    return Arrays.copyOfRange(message, 4, message.length);
  }

  @Override
  public void close() {
    wire.close();
  }

  private static final class Datagrams implements Wire {
    private final DatagramSocket socket = new DatagramSocket(0, HERE);
    private final DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);

    Datagrams(int port) throws IOException {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(HERE, port);
    }

    @Override
    public InetSocketAddress local() {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void send(byte[] message) throws IOException {
      socket.send(new DatagramPacket(message, message.length));
    }

    @Override
    public byte[] hear() throws IOException {
      packet.setLength(2048);
      socket.receive(packet);
      return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  private static final class Stream implements Wire {
    private final Socket socket;
    private final DataInputStream in;

    Stream(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new DataInputStream(socket.getInputStream());
      socket.setSoTimeout(PATIENCE_MILLIS);
    }

    @Override
    public InetSocketAddress local() {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void send(byte[] message) throws IOException {
      socket.getOutputStream().write(message);
    }

    @Override
    public byte[] hear() throws IOException {
      int type = in.readUnsignedShort();
      int length = in.readUnsignedShort();
      boolean data = type >= CHANNEL;
      ByteBuffer message = ByteBuffer.allocate((data ? 4 : 20) + length);
      message.putShort((short) type).putShort((short) length);
      in.readFully(message.array(), message.position(), message.remaining());
      return message.array();
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
