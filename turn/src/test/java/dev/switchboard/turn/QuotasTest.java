// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.turn.TurnLimits.Allocations;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.StunMessage;
import dev.switchboard.turn.stun.StunMethod;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// Who counts as one, and that they are forgotten.
final class QuotasTest {
  @Test
  void theQuotaOfAnIpv6AddressIsThatOfItsNetwork() {
    Quotas quotas = new Quotas(new Allocations(9, 2, 9));
    assertThat(quotas.take("ana", IpAddress.of("2001:db8:0:1::1"))).isNotNull();
    Quotas.Place second = quotas.take("bob", IpAddress.of("2001:db8:0:1:ffff::2"));
    assertThat(second).isNotNull();
    assertThat(quotas.take("eve", IpAddress.of("2001:db8:0:1::3"))).as("the same /64").isNull();
    assertThat(quotas.take("eve", IpAddress.of("2001:db8:0:2::1"))).as("the next").isNotNull();
    second.release();
    assertThat(quotas.take("eve", IpAddress.of("2001:db8:0:1::3"))).as("freed").isNotNull();
  }

  @Test
  void quotasForgetUsersWithoutAllocations() {
    Quotas quotas = new Quotas(new Allocations(1, 1000, 1000));
    for (int i = 0; i < 1000; i++) {
      IpAddress client = IpAddress.v4(i);
      Quotas.Place place = quotas.take("user" + i, client);
      assertThat(place).isNotNull();
      assertThat(quotas.take("user" + i, client)).isNull();
      place.release();
    }
    assertThat(quotas.names()).isZero();
  }

  @Test
  void theHookMaySayThatThereIsNoneLeft() throws IOException {
    List<Endpoint> asked = new CopyOnWriteArrayList<>();
    TurnHooks hooks =
        new TurnHooks() {
          @Override
          public Optional<String> authenticate(String username) {
            return Optional.of("labpass");
          }

          @Override
          public boolean quota(String username, Endpoint client) {
            asked.add(client);
            return username.equals("lab");
          }
        };
    try (TurnServer server = TurnServer.open(Lab.config(), hooks);
        TestClient one = new TestClient(Wire.udp(server.addresses().getFirst()));
        TestClient other = new TestClient(Wire.udp(server.addresses().getFirst()))) {
      one.allocate();
      other.user = "somebody";
      StunMessage answer = other.request(StunMethod.ALLOCATE, TestClient.withTransport());
      assertThat(TestClient.code(answer)).isEqualTo(486);
      assertThat(asked)
          .containsExactly(Endpoint.of(one.wire.local()), Endpoint.of(other.wire.local()));
    }
  }
}
