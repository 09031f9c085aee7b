// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.plain.Hellos.Guest;

/// Two who talk in a room of their own, and must notice nothing of what others do.
final class Bystanders implements AutoCloseable {
  static final String ROOM = "bystanders";

  private final Guest ana;
  private final Guest bob;
  private int said;

  Bystanders(int port) {
    String join = "{\"type\":\"join\",\"id\":1,\"room\":\"" + ROOM + "\"}";
    ana = Hellos.plain(port).enter(join);
    bob = Hellos.plain(port).enter(join);
    ana.wire().hear("peer-joined");
  }

  String ana() {
    return ana.peer();
  }

  /// Both hear what the other says, and nothing else.
  void areUndisturbed() {
    said++;
    exchange(ana, bob);
    exchange(bob, ana);
  }

  @Override
  public void close() {
    ana.wire().close();
    bob.wire().close();
  }

  private void exchange(Guest from, Guest to) {
    from.wire()
        .say(
            "{\"type\":\"signal\",\"room\":\"%s\",\"to\":\"%s\",\"kind\":\"message\",\"data\":%d}"
                .formatted(ROOM, to.peer(), said));
    assertThat(to.wire().hear())
        .isEqualTo(
            "{\"type\":\"signal\",\"room\":\"%s\",\"from\":\"%s\",\"kind\":\"message\",\"data\":%d}"
                .formatted(ROOM, from.peer(), said));
  }
}
