// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

import java.util.List;
import java.util.Optional;

/// One message. Attributes stand in the order of the wire; those that nobody here knows are gone.
public record StunMessage(
    StunClass kind, StunMethod method, TransactionId id, List<StunAttribute> attributes) {
  public StunMessage {
    attributes = List.copyOf(attributes);
  }

  /// "only the first occurrence needs to be processed by a receiver, and any duplicates MAY be
  /// ignored by a receiver" (RFC 8489 §14).
  public <T extends StunAttribute> Optional<T> first(Class<T> type) {
    for (StunAttribute attribute : attributes) {
      if (type.isInstance(attribute)) {
        return Optional.of(type.cast(attribute));
      }
    }
    return Optional.empty();
  }

  public boolean has(Class<? extends StunAttribute> type) {
    return first(type).isPresent();
  }

  /// All of a type that may stand more than once.
  public <T extends StunAttribute> List<T> all(Class<T> type) {
    return attributes.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
