// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.ChannelNumber;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.ErrorCode;
import dev.switchboard.turn.stun.Nonce;
import dev.switchboard.turn.stun.PasswordAlgorithm;
import dev.switchboard.turn.stun.Realm;
import dev.switchboard.turn.stun.ReceivedStun;
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
import dev.switchboard.turn.stun.XorPeerAddress;
import dev.switchboard.turn.stun.XorRelayedAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// A TURN client that does as it is told, right or wrong. Blocks; one thread.
final class TestClient implements AutoCloseable {
  final Wire wire;
  String user = "lab";
  String password = "labpass";
  String realm = "switchboard";
  String nonce = "";
  int algorithm = PasswordAlgorithm.MD5;
  TransactionId next;
  ReceivedStun last;

  private final Random random = new Random();
  private final StunWriter writer = new StunWriter(4096);

  TestClient(Wire wire) {
    this.wire = wire;
    this.next = TransactionId.random(random);
  }

  /// Asks without credentials.
  StunMessage ask(StunMethod method, StunAttribute... attributes) throws IOException {
    writer.begin(StunClass.REQUEST, method, next).add(List.of(attributes));
    return exchange();
  }

  /// Asks with credentials, fetching a nonce first where there is none.
  StunMessage request(StunMethod method, StunAttribute... attributes) throws IOException {
    if (nonce.isEmpty()) {
      learn(ask(method, attributes));
    }
    writer.begin(StunClass.REQUEST, method, next).add(List.of(attributes));
    sign(credentials());
    return exchange();
  }

  /// A request with credentials, for a test that sends it in its own way.
  byte[] written(StunMethod method, StunAttribute... attributes) {
    writer.begin(StunClass.REQUEST, method, next).add(List.of(attributes));
    sign(credentials());
    return Arrays.copyOf(writer.bytes(), writer.length());
  }

  void learn(StunMessage challenge) {
    nonce = challenge.first(Nonce.class).orElseThrow().value();
    realm = challenge.first(Realm.class).orElseThrow().value();
  }

  /// Signs with these instead of the right ones.
  StunMessage requestWith(
      StunMethod method, List<StunAttribute> credentials, StunAttribute... attributes)
      throws IOException {
    writer.begin(StunClass.REQUEST, method, next).add(List.of(attributes));
    sign(credentials);
    return exchange();
  }

  List<StunAttribute> credentials() {
    List<StunAttribute> all =
        new ArrayList<>(List.of(new Username(user), new Realm(realm), new Nonce(nonce)));
    if (algorithm == PasswordAlgorithm.SHA256) {
      all.add(Authentication.OFFERED);
      all.add(new PasswordAlgorithm(algorithm));
    }
    return all;
  }

  private void sign(List<StunAttribute> credentials) {
    writer.add(credentials);
    if (algorithm == PasswordAlgorithm.SHA256) {
      writer.signSha256(key());
    } else {
      writer.signSha1(key());
    }
  }

  StunKey key() {
    return algorithm == PasswordAlgorithm.SHA256
        ? StunKey.sha256(user, realm, password)
        : StunKey.md5(user, realm, password);
  }

  private StunMessage exchange() throws IOException {
    TransactionId asked = next;
    next = TransactionId.random(random);
    wire.send(Arrays.copyOf(writer.bytes(), writer.length()));
    StunMessage answer = read();
    if (!answer.id().equals(asked)) {
      throw new IOException("answer to " + answer.id() + " (expected: " + asked + ")");
    }
    return answer;
  }

  StunMessage read() throws IOException {
    byte[] packet = wire.receive();
    last = StunReader.read(packet, packet.length);
    return last.message();
  }

  Endpoint allocate(StunAttribute... more) throws IOException {
    return require(request(StunMethod.ALLOCATE, withTransport(more)))
        .first(XorRelayedAddress.class)
        .orElseThrow()
        .endpoint();
  }

  static StunAttribute[] withTransport(StunAttribute... more) {
    List<StunAttribute> all = new ArrayList<>(Arrays.asList(more));
    all.addFirst(new RequestedTransport(RequestedTransport.UDP));
    return all.toArray(StunAttribute[]::new);
  }

  StunMessage permit(Endpoint peer) throws IOException {
    return request(StunMethod.CREATE_PERMISSION, new XorPeerAddress(peer));
  }

  StunMessage bind(int number, Endpoint peer) throws IOException {
    return request(StunMethod.CHANNEL_BIND, new ChannelNumber(number), new XorPeerAddress(peer));
  }

  void sendIndication(StunAttribute... attributes) throws IOException {
    writer.begin(StunClass.INDICATION, StunMethod.SEND, TransactionId.random(random));
    writer.add(List.of(attributes));
    wire.send(Arrays.copyOf(writer.bytes(), writer.length()));
  }

  void sendChannelData(int number, byte[] payload) throws IOException {
    wire.send(channelData(number, payload));
  }

  static byte[] channelData(int number, byte[] payload) {
    byte[] packet = new byte[4 + payload.length];
    packet[0] = (byte) (number >> 8);
    packet[1] = (byte) number;
    packet[2] = (byte) (payload.length >> 8);
    packet[3] = (byte) payload.length;
    System.arraycopy(payload, 0, packet, 4, payload.length);
    return packet;
  }

  static StunMessage require(StunMessage answer) {
    if (answer.kind() != StunClass.SUCCESS) {
      throw new AssertionError("refused: " + answer);
    }
    return answer;
  }

  /// 0 for a success.
  static int code(StunMessage answer) {
    return answer.first(ErrorCode.class).map(ErrorCode::code).orElse(0);
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
