// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.Hall;
import dev.switchboard.protocol.Puppet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tutorial 002, frame by frame.
class ChannelsTest {
  static final String PRESENT = "{\"isChannelPresent\":true}";
  static final String ABSENT = "{\"isChannelPresent\":false}";

  private final Hall hall = Hall.at("/tutorial/channels", "limits.rooms-per-peer", "3");

  @AfterEach
  void everybodyLeaves() {
    hall.close();
  }

  @Test
  void membersHearTheBareDataAndTheSenderDoesNot() {
    Puppet one = member("r");
    Puppet two = member("r");
    Puppet three = member("r");
    data(one, "{ \"a\" : 1 }");
    data(two, "\"hi\"");
    assertThat(two.hear()).isEqualTo("{ \"a\" : 1 }");
    assertThat(three.hear()).isEqualTo("{ \"a\" : 1 }");
    assertThat(three.hear()).isEqualTo("\"hi\"");
    assertThat(one.hear()).isEqualTo("\"hi\"");
  }

  @Test
  void openingIsNotAnsweredNorAnnounced() {
    Puppet one = member("r");
    Puppet two = member("r");
    assertThat(presence(two, "\"r\"")).isEqualTo(PRESENT);
    data(two, "1");
    assertThat(one.hear()).isEqualTo("1");
  }

  @Test
  void openingTwiceIsOpeningOnce() {
    Puppet one = member("r");
    open(one, "\"r\"");
    open(one, "\"r\"");
    Puppet two = member("r");
    data(two, "1");
    data(two, "2");
    assertThat(one.hear()).isEqualTo("1");
    assertThat(one.hear()).isEqualTo("2");
  }

  @Test
  void whoIsNoMemberIsHeardAndHearsNothing() {
    Puppet member = member("r");
    Puppet guest = hall.enter();
    data(guest, "\"from outside\"");
    assertThat(member.hear()).isEqualTo("\"from outside\"");
    data(member, "\"inside\"");
    assertThat(presence(guest, "\"r\"")).as("the first it hears").isEqualTo(PRESENT);
  }

  @Test
  void sendingAndAskingCreateNothing() {
    Puppet one = hall.enter();
    data(one, "1");
    assertThat(presence(one, "\"r\"")).isEqualTo(ABSENT);
    assertThat(presence(one, "\"r\"")).isEqualTo(ABSENT);
    assertThat(hall.server().tally().rooms()).isZero();
  }

  @Test
  void aChannelIsPresentFromTheFirstMemberToTheLast() {
    Puppet asker = hall.enter();
    Puppet one = member("r");
    Puppet two = member("r");
    assertThat(presence(asker, "\"r\"")).isEqualTo(PRESENT);
    one.goodbye();
    hall.holds(2);
    assertThat(presence(asker, "\"r\"")).isEqualTo(PRESENT);
    two.close();
    hall.holds(1);
    assertThat(presence(asker, "\"r\"")).isEqualTo(ABSENT);
    open(asker, "\"r\"");
    assertThat(presence(asker, "\"r\"")).as("its own counts").isEqualTo(PRESENT);
  }

  @Test
  void membersAreNotToldWhoLeft() {
    Puppet one = member("r");
    Puppet two = member("r");
    two.close();
    hall.holds(1);
    assertThat(presence(one, "\"r\"")).isEqualTo(PRESENT);
  }

  @Test
  void openAndDataBackToBackAreDoneInOrder() {
    Puppet one = member("r");
    Puppet two = hall.enter();
    two.say("{\"open\":true,\"channel\":\"r\"}").say("{\"data\":1,\"channel\":\"r\"}").settle();
    data(one, "2");
    assertThat(one.hear()).isEqualTo("1");
    assertThat(two.hear()).isEqualTo("2");
  }

  @Test
  void presenceIsAskedBeforeOpenAndOpenBeforeData() {
    Puppet one = hall.enter();
    Puppet two = member("r");
    one.say("{\"open\":1,\"data\":1,\"checkPresence\":\"yes\",\"channel\":\"new\"}");
    assertThat(one.hear()).isEqualTo(ABSENT);
    one.say("{\"data\":1,\"open\":{},\"checkPresence\":0,\"channel\":\"r\"}").settle();
    data(one, "2");
    assertThat(two.hear()).isEqualTo("2");
    data(two, "3");
    assertThat(one.hear()).as("it is a member").isEqualTo("3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "null",
        "[]",
        "5",
        "\"x\"",
        "{}",
        "{\"data\":1}",
        "{\"data\":1,\"channel\":\"\"}",
        "{\"data\":1,\"channel\":0}",
        "{\"data\":1,\"channel\":-0.0}",
        "{\"data\":1,\"channel\":false}",
        "{\"data\":1,\"channel\":null}",
        "{\"data\":1,\"channel\":{\"r\":1}}",
        "{\"data\":1,\"channel\":[\"r\"]}",
        "{\"checkPresence\":true}",
        "{\"checkPresence\":true,\"channel\":0}",
        "{\"checkPresence\":true,\"channel\":[\"r\"]}",
        "{\"open\":true}",
        "{\"open\":true,\"channel\":[\"r\"]}",
        "{\"channel\":\"r\"}",
        "{\"data\":null,\"channel\":\"r\"}",
        "{\"data\":false,\"channel\":\"r\"}",
        "{\"data\":0,\"channel\":\"r\"}",
        "{\"data\":0e5,\"channel\":\"r\"}",
        "{\"data\":1e-999,\"channel\":\"r\"}",
        "{\"data\":\"\",\"channel\":\"r\"}",
        "{\"Data\":1,\"channel\":\"r\"}",
      })
  void whatMeansNothingIsIgnoredWithoutAWord(String frame) {
    Puppet one = member("r");
    Puppet two = member("r");
    two.say(frame).settle();
    data(two, "\"mark\"");
    assertThat(one.hear()).isEqualTo("\"mark\"");
    assertThat(presence(two, "\"r\"")).isEqualTo(PRESENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "true",
        "-1",
        "1e999",
        "\" \"",
        "\"\\ud800\"",
        "[null]",
        "1.50",
        "\"\\u0041\""
      })
  void trueDataArrivesAsItCame(String data) {
    Puppet one = member("r");
    data(hall.enter(), data);
    assertThat(one.hear()).isEqualTo(data);
  }

  @Test
  void largeAndFragmentedDataArrivesWhole() {
    Puppet one = member("r");
    String large = "\"" + "水".repeat(65_000) + "\"";
    data(hall.enter(), large);
    assertThat(one.hear()).isEqualTo(large);
    hall.enter().sayInParts("{\"data\":", large, ",\"channel\":", "\"r\"", "}");
    assertThat(one.hear()).isEqualTo(large);
  }

  @Test
  void oneMayOpenSeveralChannelsUpToTheLimit() {
    Puppet one = hall.enter();
    for (int i = 1; i <= 4; i++) {
      open(one, "\"c" + i + "\"");
    }
    Puppet two = hall.enter();
    for (int i = 4; i >= 1; i--) {
      two.say("{\"data\":" + i + ",\"channel\":\"c" + i + "\"}").settle();
    }
    for (int i = 3; i >= 1; i--) {
      assertThat(one.hear()).isEqualTo("" + i);
    }
    assertThat(presence(two, "\"c4\"")).isEqualTo(ABSENT);
  }

  private Puppet member(String channel) {
    Puppet member = hall.enter();
    open(member, "\"" + channel + "\"");
    return member;
  }

  static void open(Puppet one, String channel) {
    one.say("{\"open\":true,\"channel\":" + channel + "}").settle();
  }

  static String presence(Puppet one, String channel) {
    return one.say("{\"checkPresence\":true,\"channel\":" + channel + "}").hear();
  }

  private static void data(Puppet from, String data) {
    from.say("{\"data\":" + data + ",\"channel\":\"r\"}").settle();
  }
}
