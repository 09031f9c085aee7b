// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.ChangeRequest;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.MappedAddress;
import dev.switchboard.turn.stun.OtherAddress;
import dev.switchboard.turn.stun.Padding;
import dev.switchboard.turn.stun.ReceivedStun;
import dev.switchboard.turn.stun.ResponseOrigin;
import dev.switchboard.turn.stun.ResponsePort;
import dev.switchboard.turn.stun.StunAttribute;
import dev.switchboard.turn.stun.StunMessage;
import dev.switchboard.turn.stun.XorMappedAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// NAT behaviour discovery, RFC 5780: one loop's share of two ports on two addresses, which answer
/// for each other. Confined to its loop.
///
/// @param doors first address and first port, then the second port; the same of the second address
record NatDiscovery(List<UdpDoor> doors) {
  private static final int OTHER_PORT = 1;
  private static final int OTHER_ADDRESS = 2;

  /// RFC 5780 would have as much padding in the answer as the MTU, which is nearly always this. We
  /// never send more than was sent to us: else whoever forges an address would have us amplify.
  private static final int MOST_PADDING = 1500;

  NatDiscovery {
    doors = List.copyOf(doors);
  }

  /// Tells the doors, which until then answer for themselves.
  boolean join() {
    doors.forEach(door -> door.join(this));
    return true;
  }

  /// What a server without this must not understand; the answer is 420.
  static List<Integer> unknown(StunMessage request) {
    List<Integer> types = new ArrayList<>(0);
    for (StunAttribute attribute : request.attributes()) {
      if (attribute instanceof ChangeRequest
          || attribute instanceof ResponsePort
          || attribute instanceof Padding) {
        types.add(attribute.type());
      }
    }
    return types;
  }

  /// Answers a Binding request that came in at one of the doors.
  void binding(ReceivedStun received, UdpDoor at, Exchange exchange) {
    StunMessage request = received.message();
    Optional<Padding> padding = request.first(Padding.class);
    Optional<ResponsePort> port = request.first(ResponsePort.class);
    // A request that has both is 400 (§6.1): padding goes to who asked for it only.
    if (padding.isPresent() && port.isPresent()) {
      exchange.refuse(400, "Bad Request");
      return;
    }
    Endpoint client = exchange.client().address();
    UdpDoor from = from(at, request.first(ChangeRequest.class));
    Endpoint to = port.map(asked -> new Endpoint(client.ip(), asked.port())).orElse(client);
    if (to.port() == 0) {
      exchange.refuse(400, "Bad Request");
      return;
    }
    List<StunAttribute> answer = new ArrayList<>(5);
    // "The server MUST include both MAPPED-ADDRESS and XOR-MAPPED-ADDRESS in its Response." (§6.1)
    answer.add(new MappedAddress(client));
    answer.add(new XorMappedAddress(client));
    answer.add(new ResponseOrigin(from.socket().local()));
    answer.add(new OtherAddress(other(at, OTHER_ADDRESS | OTHER_PORT).socket().local()));
    padding.ifPresent(asked -> answer.add(new Padding(Math.min(asked.length(), MOST_PADDING))));
    exchange.by(new UdpClient(from, to)).succeed(answer);
  }

  /// Table 1 of §6.1.
  private UdpDoor from(UdpDoor at, Optional<ChangeRequest> change) {
    if (change.isEmpty()) {
      return at;
    }
    int address = change.get().address() ? OTHER_ADDRESS : 0;
    return other(at, address | (change.get().port() ? OTHER_PORT : 0));
  }

  private UdpDoor other(UdpDoor at, int change) {
    return doors.get(doors.indexOf(at) ^ change);
  }
}
