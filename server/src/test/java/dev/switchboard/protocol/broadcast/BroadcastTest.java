// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.Hall;
import dev.switchboard.protocol.Json;
import dev.switchboard.protocol.Puppet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tutorial 000, frame by frame.
class BroadcastTest {
  private final Hall hall = Hall.at("/tutorial/broadcast");

  @AfterEach
  void everybodyLeaves() {
    hall.close();
  }

  @Test
  void aNewcomerIsAnnouncedToTheOthersAndHearsNothingItself() {
    Puppet one = hall.enter();
    Puppet two = hall.enter();
    long second = number(one.hear(), "I am now connected");
    Puppet three = hall.enter();
    long third = number(one.hear(), "I am now connected");
    assertThat(number(two.hear(), "I am now connected")).isEqualTo(third).isGreaterThan(second);
    two.say("Hello!");
    assertThat(number(one.hear(), "Hello!")).isEqualTo(second);
    assertThat(number(three.hear(), "Hello!")).as("the first it hears").isEqualTo(second);
  }

  @Test
  void aFrameHasTwoFieldsInTheOrderOfTheTutorial() {
    Puppet one = hall.enter();
    hall.enter().say("Hello!");
    assertThat(one.hear()).matches("\\{\"client\":\\d+,\"text\":\"I am now connected\"}");
    assertThat(one.hear()).matches("\\{\"client\":\\d+,\"text\":\"Hello!\"}");
  }

  @Test
  void theSenderDoesNotHearItself() {
    Puppet one = hall.enter();
    Puppet two = hall.enter();
    one.hear("connected");
    one.say("from one").settle();
    two.say("from two").settle();
    assertThat(number(one.hear(), "from two")).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{\"client\":1,\"text\":\"I disconnected\"}",
        "null",
        "<b onclick='x'>&amp;</b>",
        "\"\\u00e9\\/",
        "line\nline\ttab\u0000\u001f\u007f\u2028 你好 👋🏽",
      })
  void anyTextArrivesAsItWas(String text) {
    Puppet one = hall.enter();
    hall.enter().say(text);
    one.hear("connected");
    number(one.hear(), text);
  }

  @Test
  void aNoticeOfLeavingComesOnceHoweverTheLineEnds() {
    Puppet one = hall.enter();
    for (boolean clean : new boolean[] {true, false}) {
      Puppet two = hall.enter();
      long number = number(one.hear(), "I am now connected");
      two.say("last words").settle();
      assertThat(number(one.hear(), "last words")).isEqualTo(number);
      if (clean) {
        two.goodbye();
      } else {
        two.close();
      }
      assertThat(number(one.hear(), "I disconnected")).isEqualTo(number);
    }
    hall.enter();
    number(one.hear(), "I am now connected");
  }

  @Test
  void numbersAreNeverUsedAgain() {
    Puppet one = hall.enter();
    Set<Long> numbers = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      Puppet next = hall.enter();
      assertThat(numbers.add(number(one.hear(), "I am now connected"))).isTrue();
      next.close();
      number(one.hear(), "I disconnected");
    }
  }

  @Test
  void whatGrowsWhenItIsFramedReachesThoseWhoListen() {
    Puppet one = hall.enter();
    Puppet two = hall.enter();
    one.hear("connected");
    String bells = "\u0007".repeat(250_000);
    two.say(bells).say("after it");
    number(one.hear(), bells);
    number(one.hear(), "after it");
  }

  @Test
  void eachPathIsALobbyOfItsOwn() {
    Puppet one = hall.enter();
    Puppet here = hall.enter("/tutorial/broadcast/team/%E7%BA%A2?query=1");
    hall.enter("/tutorial/broadcast/team").say("elsewhere").settle();
    hall.enter("/tutorial/broadcast/team/%E7%BA%A2").say("here").settle();
    number(here.hear(), "I am now connected");
    number(here.hear(), "here");
    hall.enter("/tutorial/broadcast/").say("at the mount").settle();
    number(one.hear(), "I am now connected");
    number(one.hear(), "at the mount");
  }

  /// The frame's client, once its text is this.
  private static long number(String frame, String text) {
    Map<?, ?> fields = (Map<?, ?>) Json.parse(frame);
    assertThat(fields).hasSize(2);
    assertThat(fields.get("text")).isEqualTo(text);
    return (Long) fields.get("client");
  }
}
