// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.StunMethod;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Those who connect and reset at once, so that by the time they are accepted they have no address.
final class HangUpTest {
  private static final int ROUNDS = 60;

  /// No more at once than a relay lets wait.
  private static final int AT_ONCE = 4;

  @ParameterizedTest
  @EnumSource
  void peersOfATcpRelayLeaveNothing(TurnTransport transport) throws IOException {
    try (Lab lab = Lab.open(Lab.config(), transport)) {
      TcpClient client = new TcpClient(lab);
      Endpoint relay = client.allocate();
      assertLeaveNothing(relay);
      TestClient.code(client.control.request(StunMethod.REFRESH));
    }
  }

  @ParameterizedTest
  @EnumSource
  void clientsLeaveNothing(TurnTransport transport) throws IOException {
    try (Lab lab = Lab.open(Lab.config(), transport)) {
      assertLeaveNothing(Endpoint.of(lab.tcp()));
      new TcpClient(lab).allocate();
    }
  }

  private static void assertLeaveNothing(Endpoint at) throws IOException {
    long before = Footprint.open();
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < AT_ONCE; i++) {
        Socket caller = new Socket();
        caller.setSoLinger(true, 0);
        caller.connect(at.toSocketAddress());
        caller.close();
      }
      Awaiting.until(() -> Footprint.open() <= before);
    }
  }
}
