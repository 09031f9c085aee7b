// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.text.Utf8;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Two peers act on each other at the same moment.
final class GlareTest {
  private final Realm realm = new Realm(Bounds.WIDE);
  private final Wire ana = realm.peer("ana");
  private final Wire bob = realm.peer("bob");
  private final List<Wire> both = List.of(ana, bob);
  private final int quiet = realm.hub.residue();

  @Test
  void whoRingEachOtherAlwaysMeetInOneCall() {
    Crowd.inRounds(
        2,
        3000,
        (number, _) -> submit(number, new Command.Ring(PeerId.of(idOfOther(number)), Utf8.EMPTY)),
        () -> {
          Events first = Events.of(ana);
          Events second = Events.of(bob);
          if (first.has(Event.Met.class)) {
            assertThatTheyMet(second, first);
          } else {
            assertThatTheyMet(first, second);
          }
          assertThat(realm.hub.residue()).isEqualTo(quiet);
        });
  }

  @Test
  void acceptingAndCancellingAtOnceHasOneOutcome() {
    CallId[] call = new CallId[1];
    Runnable ring =
        () -> {
          both.forEach(Wire::forgets);
          submit(0, new Command.Ring(PeerId.of("bob"), Utf8.EMPTY));
          call[0] = Events.of(ana).only(Event.Rung.class).call();
          Events.of(bob);
        };
    ring.run();
    Crowd.inRounds(
        2,
        1500,
        (number, _) ->
            submit(
                number,
                number == 0
                    ? new Command.Cancel(call[0])
                    : new Command.Accept(call[0], Utf8.EMPTY)),
        () -> {
          Events caller = Events.of(ana);
          Events callee = Events.of(bob);
          if (caller.has(Event.Done.class)) {
            assertThat(callee.kinds()).containsExactly("CallEnded", "Refused");
            assertThat(caller.kinds()).containsExactly("Done");
          } else {
            assertThat(caller.kinds()).containsExactly("CallAccepted", "Refused");
            assertThat(callee.kinds()).containsExactly("Done");
          }
          assertThat(realm.hub.residue()).isEqualTo(quiet);
          ring.run();
        });
  }

  @Test
  void ringingSomebodyWhoEndsLeavesNoBellOn() {
    Crowd.inRounds(
        2,
        1500,
        (number, _) -> {
          if (number == 0) {
            submit(0, new Command.Ring(PeerId.of("bob"), Utf8.EMPTY));
          } else {
            bob.ends();
          }
        },
        () -> {
          List<String> kinds = Events.of(ana).kinds();
          assertThat(kinds).isIn(List.of("Rung", "CallEnded"), List.of("Refused"));
          assertThat(realm.hub.residue()).isEqualTo(quiet - realm.perPeer());
          bob.is(realm.peer("bob").peer());
        });
  }

  private void submit(int number, Command command) {
    realm.hub.submit(both.get(number).peer(), command, 1);
  }

  private static String idOfOther(int number) {
    return number == 0 ? "bob" : "ana";
  }

  private static void assertThatTheyMet(Events caller, Events callee) {
    CallId call = callee.only(Event.Met.class).call();
    assertThat(callee.kinds()).containsExactly("RingReceived", "Met");
    assertThat(caller.kinds()).containsExactly("Rung", "CallAccepted");
    assertThat(callee.only(Event.RingReceived.class).call()).isEqualTo(call);
    assertThat(caller.only(Event.Rung.class).call()).isEqualTo(call);
    assertThat(caller.only(Event.CallAccepted.class).call()).isEqualTo(call);
  }
}
