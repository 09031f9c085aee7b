// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.net.CloseReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Too many, too slow, too fast: in the dialects of the tutorials, which have no words for it.
class TutorialLimitsTest {
  @ParameterizedTest
  @EnumSource(names = {"BROADCAST", "RELAY", "AUTO", "CHANNELS"})
  void whereNoMorePeersMayBeOneIsToldToComeLater(Tongue tongue) {
    try (Hall hall = Tongue.hall("limits.peers", "2")) {
      Couple couple = new Couple(hall, tongue, "p");
      assertThat(Puppet.connect(hall.port(), tongue.mount(), "").closeCode()).isEqualTo(1013);
      couple.areUndisturbed();
    }
  }

  @Test
  void whereNoMorePeersMayBeALoginIsRefused() {
    try (Hall hall = Tongue.hall("limits.peers", "2")) {
      Couple couple = new Couple(hall, Tongue.LOGIN, "p");
      Puppet third = hall.enter(Tongue.LOGIN.mount());
      assertThat(third.say(Tongue.LOGIN.hello("p", "eva")).hear()).contains("false");
      couple.areUndisturbed();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BROADCAST", "RELAY", "CODES", "AUTO", "CHANNELS"})
  void whoCannotEnterAFullRoomIsToldToComeLater(Tongue tongue) {
    try (Hall hall = Tongue.hall("limits.room-members", "2")) {
      Couple couple = new Couple(hall, tongue, "p");
      Puppet third = Puppet.connect(hall.port(), tongue.mount() + "/p", "");
      String hello = tongue.hello("p", "eva");
      if (!hello.isEmpty()) {
        third.say(hello);
      }
      assertThat(third.closeCode()).isEqualTo(1013);
      hall.holds(2);
      if (tongue != Tongue.CODES) {
        couple.areUndisturbed();
      }
    }
  }

  /// They cannot show a token, and have no word for a refusal.
  @ParameterizedTest
  @EnumSource(names = {"BROADCAST", "RELAY", "AUTO", "CHANNELS"})
  void whoMayNotStartARoomIsTurnedAway(Tongue tongue) {
    try (Hall hall = Tongue.hall("rooms.create", "token", "rooms.token", "pass")) {
      Puppet client = Puppet.connect(hall.port(), tongue.mount() + "/p", "");
      String hello = tongue.hello("p", "eva");
      if (!hello.isEmpty()) {
        client.say(hello);
      }
      assertThat(client.closeCode()).isEqualTo(1008);
      assertThat(hall.server().tally().rooms()).isZero();
    }
  }

  /// A channel of the list may be used by whoever comes.
  @Test
  void aListedRoomIsThereForEverybody() {
    try (Hall hall = Tongue.hall("rooms.create", "listed", "rooms.names", "p")) {
      new Couple(hall, Tongue.CHANNELS, "p").areUndisturbed();
      Puppet other = Puppet.connect(hall.port(), Tongue.CHANNELS.mount(), "");
      other.say(Tongue.CHANNELS.hello("q", "eva"));
      assertThat(other.closeCode()).isEqualTo(1008);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoReadsTooSlowlyIsDroppedAndDelaysNobody(Tongue tongue) {
    try (Hall hall = Tongue.hall()) {
      Couple couple = new Couple(hall, tongue, "other");
      Puppet talker = enter(hall, tongue, "talker");
      Puppet listener = enter(hall, tongue, "listener");
      Wire slow = hall.wire(4096, tongue.mount() + "/p", "");
      String hello = tongue.hello("p", "slow");
      if (!hello.isEmpty()) {
        slow.say(hello);
      }
      for (int i = 0; i < 150; i++) {
        if (tongue == Tongue.LOGIN) {
          talker.say(tongue.longFrame("p", "slow", i, 60_000));
        }
        talker.say(tongue.longFrame("p", "listener", i, 60_000));
        listener.hear(String.valueOf(i));
        if (i % 10 == 0) {
          couple.areUndisturbed();
        }
      }
      slow.reset();
      Wait.until("dropped", () -> hall.server().tally().closes(CloseReason.POLICY) == 1);
      couple.areUndisturbed();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoSpeaksTooFastIsHeldBackAndLosesNothing(Tongue tongue) {
    try (Hall hall = Tongue.hall("limits.frames-per-second", "200", "limits.frames-burst", "200")) {
      Couple couple = new Couple(hall, tongue, "other");
      Puppet listener = enter(hall, tongue, "listener");
      Wire fast = hall.wire(0, tongue.mount() + "/p", "");
      String hello = tongue.hello("p", "fast");
      if (!hello.isEmpty()) {
        fast.say(hello);
      }
      long start = System.nanoTime();
      for (int i = 0; i < 300; i++) {
        fast.say(tongue.frame("p", "listener", i));
      }
      listener.hear(tongue.heard(0));
      for (int i = 1; i < 300; i++) {
        assertThat(listener.hear()).contains(tongue.heard(i));
      }
      // What was read at once was too much; the next waits until the pace is right again.
      for (int i = 300; i < 302; i++) {
        fast.say(tongue.frame("p", "listener", i));
        couple.areUndisturbed();
        assertThat(listener.hear()).contains(tongue.heard(i));
      }
      assertThat(System.nanoTime() - start).isGreaterThan(450_000_000L);
    }
  }

  private static Puppet enter(Hall hall, Tongue tongue, String name) {
    Puppet puppet = hall.enter(tongue.mount() + "/p");
    String hello = tongue.hello("p", name);
    return hello.isEmpty() ? puppet : puppet.say(hello).settle();
  }
}
