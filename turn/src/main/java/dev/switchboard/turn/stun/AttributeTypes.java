// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

import org.jspecify.annotations.Nullable;

/// Every attribute type that this server understands, one line each.
final class AttributeTypes {
  private AttributeTypes() {}

  /// Null for a type that nobody here knows.
  static @Nullable StunAttribute read(int type, AttributeValue value) {
    return switch (type) {
      case Username.TYPE -> Username.read(value);
      case Realm.TYPE -> Realm.read(value);
      case Nonce.TYPE -> Nonce.read(value);
      case Software.TYPE -> Software.read(value);
      case MappedAddress.TYPE -> MappedAddress.read(value);
      case XorMappedAddress.TYPE -> XorMappedAddress.read(value);
      case XorPeerAddress.TYPE -> XorPeerAddress.read(value);
      case XorRelayedAddress.TYPE -> XorRelayedAddress.read(value);
      case AlternateServer.TYPE -> AlternateServer.read(value);
      case ChannelNumber.TYPE -> ChannelNumber.read(value);
      case Lifetime.TYPE -> Lifetime.read(value);
      case RequestedTransport.TYPE -> RequestedTransport.read(value);
      case RequestedAddressFamily.TYPE -> RequestedAddressFamily.read(value);
      case AdditionalAddressFamily.TYPE, AdditionalAddressFamily.DRAFT ->
          AdditionalAddressFamily.read(value);
      case EvenPort.TYPE -> EvenPort.read(value);
      case ReservationToken.TYPE -> ReservationToken.read(value);
      case DontFragment.TYPE -> DontFragment.read(value);
      case ChangeRequest.TYPE -> ChangeRequest.read(value);
      case ResponsePort.TYPE -> ResponsePort.read(value);
      case Padding.TYPE -> Padding.read(value);
      case OtherAddress.TYPE -> OtherAddress.read(value);
      case ResponseOrigin.TYPE -> ResponseOrigin.read(value);
      case Icmp.TYPE -> Icmp.read(value);
      case Data.TYPE -> Data.read(value);
      case UserHash.TYPE -> UserHash.read(value);
      case MessageIntegrity.TYPE -> MessageIntegrity.read(value);
      case MessageIntegritySha256.TYPE -> MessageIntegritySha256.read(value);
      case Fingerprint.TYPE -> Fingerprint.read(value);
      case ErrorCode.TYPE -> ErrorCode.read(value);
      case AddressErrorCode.TYPE -> AddressErrorCode.read(value);
      case UnknownAttributes.TYPE -> UnknownAttributes.read(value);
      case PasswordAlgorithm.TYPE -> PasswordAlgorithm.read(value);
      case PasswordAlgorithms.TYPE -> PasswordAlgorithms.read(value);
      case ConnectionId.TYPE -> ConnectionId.read(value);
      case MobilityTicket.TYPE -> MobilityTicket.read(value);
      default -> null;
    };
  }
}
