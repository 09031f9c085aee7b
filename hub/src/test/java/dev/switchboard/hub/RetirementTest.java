// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The last member leaves while others enter.
final class RetirementTest {
  private static final RoomName LOBBY = RoomName.of("lobby");

  private final Realm realm = new Realm(Bounds.WIDE);
  private final Wire one = realm.peer("one");
  private final Wire two = realm.peer("two");
  private final int quiet = realm.hub.residue();

  @Test
  void whoEntersARetiredRoomGetsANewOne() {
    Rooms rooms = rooms();
    Visit visit = new Visit(Credentials.NONE, Ticket.NONE, true, false, 0, 0);
    rooms.enter(one.peer(), LOBBY, Credentials.NONE, 1);
    Room retired = rooms.find(LOBBY);
    assertThat(retired.leave(one.peer())).isEqualTo(Remains.NOTHING);
    assertThat(retired.enter(two.peer(), 1, visit)).isEqualTo(Entry.RETIRED);
    rooms.enter(two.peer(), LOBBY, Credentials.NONE, 1);
    assertThat(rooms.find(LOBBY)).isNotNull().isNotSameAs(retired);
    assertThat(rooms.find(LOBBY).concerns(two.peer())).isTrue();
    assertThat(rooms.find(LOBBY).count()).isOne();
  }

  @Test
  void whoClearsARetiredRoomAwaySaysSo() {
    Rooms rooms = rooms();
    rooms.enter(one.peer(), LOBBY, Credentials.NONE, 1);
    rooms.find(LOBBY).leave(one.peer());
    rooms.enter(two.peer(), LOBBY, Credentials.NONE, 1);
    assertThat(realm.tally.opened).hasValue(2);
    assertThat(realm.tally.retired).hasValue(1);
  }

  private Rooms rooms() {
    Hub.Frame frame = new Hub.Frame(Limits.DEFAULT, realm.tally, realm.clock.time());
    return new Rooms(frame, RoomPolicy.DEFAULT, new Tickets(Tickets.freshKey()));
  }

  @Test
  void twoWhoEnterWhileTheLastLeavesAreTogether() {
    Wire last = realm.peer("last");
    List<Wire> newcomers = List.of(one, two);
    last.joins("lobby");
    Crowd.inRounds(
        3,
        1000,
        (number, _) -> {
          if (number == 2) {
            last.leaves("lobby");
          } else {
            newcomers.get(number).joins("lobby");
          }
        },
        () -> {
          assertThatTheyAreTogether();
          one.leaves("lobby");
          two.leaves("lobby");
          last.joins("lobby");
          last.forgets();
        });
    last.leaves("lobby");
    assertThat(realm.tally.opened).hasValue(realm.tally.retired.get());
  }

  @Test
  void twoWhoComeAndGoEndUpTogether() {
    List<Wire> both = List.of(one, two);
    Crowd.inRounds(
        2,
        2500,
        (number, _) -> {
          for (int i = 0; i < 4; i++) {
            both.get(number).joins("lobby");
            both.get(number).leaves("lobby");
          }
          both.get(number).joins("lobby");
        },
        () -> {
          assertThatTheyAreTogether();
          one.leaves("lobby");
          two.leaves("lobby");
          assertThat(realm.hub.residue()).isEqualTo(quiet);
          assertThat(realm.tally.opened).hasValue(realm.tally.retired.get());
        });
  }

  private void assertThatTheyAreTogether() {
    assertThat(one.asksWhoIsIn("lobby")).isIn("lobby: one two", "lobby: two one");
    assertThat(one.says("lobby", "there?")).isEqualTo("ok");
    assertThat(two.says("lobby", "yes!")).isEqualTo("ok");
    assertThat(one.hears()).contains("lobby two: yes!");
    assertThat(two.hears()).contains("lobby one: there?");
    one.forgets();
    two.forgets();
  }
}
