// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

import java.util.List;

/// One of each attribute, for tests that try them all.
final class Samples {
  private static final Endpoint FOUR = new Endpoint(IpAddress.of("192.0.2.7"), 49152);
  private static final Endpoint SIX = new Endpoint(IpAddress.of("2001:db8::7"), 65535);

  static final List<StunAttribute> ALL =
      List.of(
          new Username("1893456000:alice"),
          new UserHash(Opaque.copyOf(new byte[32])),
          new Realm("switchboard"),
          new Nonce("obMatJos2gAAA"),
          new PasswordAlgorithms(List.of(2, 1)),
          new PasswordAlgorithm(2),
          new Software("a test"),
          new MappedAddress(FOUR),
          new XorMappedAddress(FOUR),
          new XorMappedAddress(SIX),
          new XorPeerAddress(SIX),
          new XorRelayedAddress(FOUR),
          new AlternateServer(SIX),
          new ErrorCode(420, "Unknown Attribute"),
          new AddressErrorCode(2, 440, "Address Family not Supported"),
          new UnknownAttributes(List.of(0x7f01, 0x7f02, 0x7f03)),
          new ChannelNumber(0x4000),
          new Lifetime(0xffffffffL),
          new RequestedTransport(RequestedTransport.UDP),
          new RequestedAddressFamily(2),
          new AdditionalAddressFamily(2),
          new EvenPort(true),
          new EvenPort(false),
          new ReservationToken(0x0123456789abcdefL),
          new DontFragment(),
          new ConnectionId(0x89abcdef),
          new MobilityTicket(Opaque.copyOf(new byte[16])),
          new ChangeRequest(true, false),
          new ChangeRequest(false, true),
          new ResponsePort(4321),
          new Padding(9),
          new OtherAddress(FOUR),
          new ResponseOrigin(SIX),
          new Icmp(3, 4, 1400),
          new Data(Opaque.copyOf(new byte[] {1, 2, 3, 4, 5})));

  /// Half of them: a message holds fewer than there are.
  static final List<StunAttribute> SOME = ALL.subList(0, ALL.size() / 2);

  static final List<StunAttribute> OTHERS = ALL.subList(ALL.size() / 2, ALL.size());

  private Samples() {}

  static byte[] message(StunClass kind, StunMethod method, List<StunAttribute> attributes) {
    StunWriter writer = new StunWriter(2048);
    writer.begin(kind, method, new TransactionId(0x01020304, 0x05060708090a0b0cL));
    writer.add(attributes);
    return java.util.Arrays.copyOf(writer.bytes(), writer.length());
  }
}
