// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import org.jspecify.annotations.Nullable;

/// Where an allocation's client is, and where it may be next (RFC 8016). Confined to the loop of
/// the allocation.
final class Whereabouts {
  private Client client;
  private @Nullable Client newcomer;

  Whereabouts(Client client) {
    this.client = client;
  }

  /// Who is told what peers say.
  Client client() {
    return client;
  }

  /// The client has shown its ticket on this 5-tuple, and is believed once it sends data there.
  void expect(Client shown, Allocation allocation) {
    if (!shown.isSame(client)) {
      forgetNewcomer();
      newcomer = shown;
      shown.attach(new NewPath(allocation, shown));
    }
  }

  /// The first data has come the new way: the old one is given up.
  void settleOn(Client moved, Allocation allocation) {
    newcomer = null;
    client.detach();
    client = moved;
    moved.attach(allocation);
  }

  /// Whether it was the client itself that left, and nobody is to follow.
  @SuppressWarnings("ReferenceEquality") // This very connection.
  boolean isLost(Client gone) {
    if (gone == newcomer) {
      newcomer = null;
    }
    return gone == client;
  }

  void detach() {
    client.detach();
    forgetNewcomer();
  }

  private void forgetNewcomer() {
    Client forgotten = newcomer;
    newcomer = null;
    if (forgotten != null) {
      forgotten.detach();
    }
  }
}
