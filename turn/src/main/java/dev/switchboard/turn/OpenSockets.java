// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import io.netty.channel.Channel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What the relays of one loop have opened and the system has not yet let go of. Confined to the
/// loop.
final class OpenSockets {
  private final Set<Relay> relays = new HashSet<>();
  private int channels;
  private boolean ending;
  private Runnable ended = () -> {};

  void opened(Relay relay) {
    relays.add(relay);
  }

  /// Its port is free.
  void closed(Relay relay) {
    relays.remove(relay);
    tell();
  }

  /// A connection with a peer, until it is closed.
  void hold(Channel channel) {
    channels++;
    channel
        .closeFuture()
        .addListener(_ -> {
          channels--;
          tell();
        });
  }

  /// Ends all allocations that live here; `done` is called once every descriptor is closed.
  void end(Runnable done) {
    List.copyOf(relays).forEach(Relay::end);
    ending = true;
    ended = done;
    tell();
  }

  private void tell() {
    if (ending && relays.isEmpty() && channels == 0) {
      ending = false;
      ended.run();
    }
  }
}
