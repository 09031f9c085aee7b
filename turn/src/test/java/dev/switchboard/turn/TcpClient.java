// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.ConnectionId;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.RequestedTransport;
import dev.switchboard.turn.stun.StunAttribute;
import dev.switchboard.turn.stun.StunMessage;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.XorPeerAddress;
import dev.switchboard.turn.stun.XorRelayedAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// What a client of RFC 6062 does: a control connection, and further ones for data. Blocks.
final class TcpClient {
  final Lab lab;
  final TestClient control;

  TcpClient(Lab lab) throws IOException {
    this.lab = lab;
    this.control = lab.client(Streams.tcp(lab.tcp()));
  }

  static StunAttribute[] tcp(StunAttribute... more) {
    StunAttribute[] all = TestClient.withTransport(more);
    all[0] = new RequestedTransport(RequestedTransport.TCP);
    return all;
  }

  Endpoint allocate(StunAttribute... more) throws IOException {
    return TestClient.require(control.request(StunMethod.ALLOCATE, tcp(more)))
        .first(XorRelayedAddress.class)
        .orElseThrow()
        .endpoint();
  }

  StunMessage connect(Endpoint peer) throws IOException {
    return control.request(StunMethod.CONNECT, new XorPeerAddress(peer));
  }

  int connected(Endpoint peer) throws IOException {
    return id(TestClient.require(connect(peer)));
  }

  static int id(StunMessage message) {
    return message.first(ConnectionId.class).orElseThrow().id();
  }

  /// A new connection that has not asked for anything.
  TestClient data() throws IOException {
    TestClient data = lab.client(Streams.tcp(lab.tcp()));
    data.user = control.user;
    return data;
  }

  /// A connection that carries what the peer of that number says.
  Socket bound(int id) throws IOException {
    TestClient data = data();
    TestClient.require(data.request(StunMethod.CONNECTION_BIND, new ConnectionId(id)));
    return ((Wire.Stream) data.wire).socket();
  }

  static ServerSocket listen() throws IOException {
    ServerSocket socket = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    socket.setSoTimeout(Wire.PATIENCE_MILLIS);
    return socket;
  }

  static Endpoint at(ServerSocket socket) {
    return Endpoint.of((InetSocketAddress) socket.getLocalSocketAddress());
  }

  static Socket accept(ServerSocket socket) throws IOException {
    Socket accepted = socket.accept();
    accepted.setSoTimeout(Wire.PATIENCE_MILLIS);
    return accepted;
  }
}
