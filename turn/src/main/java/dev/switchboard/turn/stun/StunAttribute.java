// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

/// One attribute of a message: a record that reads and writes its own value.
///
/// Immutable, so any thread may hold it. What this server does not know stays a number, in
/// [ReceivedStun#unknownRequired].
public sealed interface StunAttribute
    permits AdditionalAddressFamily,
        AddressErrorCode,
        AlternateServer,
        ChangeRequest,
        ChannelNumber,
        ConnectionId,
        Data,
        DontFragment,
        ErrorCode,
        EvenPort,
        Fingerprint,
        Icmp,
        Lifetime,
        MappedAddress,
        MessageIntegrity,
        MessageIntegritySha256,
        MobilityTicket,
        Nonce,
        OtherAddress,
        Padding,
        PasswordAlgorithm,
        PasswordAlgorithms,
        Realm,
        RequestedAddressFamily,
        RequestedTransport,
        ReservationToken,
        ResponseOrigin,
        ResponsePort,
        Software,
        UnknownAttributes,
        UserHash,
        Username,
        XorMappedAddress,
        XorPeerAddress,
        XorRelayedAddress {

  /// As assigned by IANA. "Attributes with type values between 0x0000 and 0x7FFF are
  /// comprehension-required attributes" (RFC 8489 §14).
  int type();

  /// Writes the value alone: type, length and padding are the writer's.
  void write(StunWriter out);
}
