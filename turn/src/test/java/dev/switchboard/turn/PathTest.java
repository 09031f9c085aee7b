// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.turn.stun.Data;
import dev.switchboard.turn.stun.DontFragment;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.Icmp;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.Opaque;
import dev.switchboard.turn.stun.RequestedAddressFamily;
import dev.switchboard.turn.stun.StunClass;
import dev.switchboard.turn.stun.StunMessage;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.UnknownAttributes;
import dev.switchboard.turn.stun.XorPeerAddress;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the network between relay and peer says, and is asked for.
final class PathTest {
  private static final IpAddress AT = RawUdp.address();

  private static void assumeLinux() {
    assumeTrue(Epoll.isAvailable(), "ICMP errors and DF need sockets of Linux");
  }

  @ParameterizedTest
  @EnumSource(names = {"EPOLL", "IO_URING"})
  void theClientHearsOfIcmpErrorsAndGoesOn(TurnTransport transport) throws IOException {
    assumeTrue(transport.isAvailable(), transport + " is not to be had here");
    try (Lab lab = Lab.open(transport)) {
      TestClient client = lab.client();
      client.allocate();
      assertHears(lab, client, lab.peer(), new Icmp(3, 3, 0));
    }
  }

  @Test
  void overIpv6Too() throws IOException {
    assumeLinux();
    try (Lab lab = Lab.open()) {
      TestClient client = lab.client();
      client.allocate(new RequestedAddressFamily(2));
      assertHears(lab, client, lab.peer(Lab.HERE_V6), new Icmp(1, 4, 0));
    }
  }

  private static void assertHears(Lab lab, TestClient client, TestPeer live, Icmp expected)
      throws IOException {
    TestPeer gone = lab.peer(live.address().ip());
    Endpoint nobody = gone.address();
    gone.close();
    TestClient.require(client.permit(nobody));
    TestClient.require(client.bind(0x4000, live.address()));
    for (int round = 0; round < 20; round++) {
      client.sendIndication(new XorPeerAddress(nobody), new Data(Opaque.copyOf(new byte[3])));
      client.sendChannelData(0x4000, new byte[round]);
      assertThat(live.receive()).as("lost beside an error").hasSize(round);
      StunMessage told = client.read();
      assertThat(told.kind()).isEqualTo(StunClass.INDICATION);
      assertThat(told.method()).isEqualTo(StunMethod.DATA);
      assertThat(told.first(XorPeerAddress.class)).contains(new XorPeerAddress(nobody));
      assertThat(told.first(Icmp.class)).contains(expected);
      assertThat(told.has(Data.class)).isFalse();
    }
    TestClient.require(client.request(StunMethod.REFRESH));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void onlyWhatMustNotBeFragmentedHasDf(boolean whole) throws IOException {
    assumeLinux();
    try (Lab lab = Lab.open();
        RawUdp raw = RawUdp.open(AT)) {
      TestClient client = lab.client();
      client.allocate(new DontFragment());
      TestPeer peer = lab.peer(AT);
      TestClient.require(client.permit(peer.address()));
      XorPeerAddress to = new XorPeerAddress(peer.address());
      Data data = new Data(Opaque.copyOf(new byte[700]));
      if (whole) {
        client.sendIndication(to, new DontFragment(), data);
      } else {
        client.sendIndication(to, data);
      }
      assertThat(raw.hasDf(peer.address().port())).isEqualTo(whole);
      // What follows goes without again.
      client.sendIndication(to, data);
      assertThat(raw.hasDf(peer.address().port())).isFalse();
    }
  }

  @Test
  void whereDfCannotBeSetDontFragmentIsUnknown() throws IOException {
    try (Lab lab = Lab.open(TurnTransport.NIO)) {
      StunMessage answer =
          lab.client().request(StunMethod.ALLOCATE, TestClient.withTransport(new DontFragment()));
      assertThat(TestClient.code(answer)).isEqualTo(420);
      assertThat(answer.first(UnknownAttributes.class))
          .contains(new UnknownAttributes(List.of(0x001a)));
    }
  }
}
