// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.Hall;
import dev.switchboard.protocol.Puppet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tutorial 001, step 4: only those who share a code hear each other.
class RelayCodeTest {
  private final Hall hall = Hall.at("/tutorial/relay", "limits.rooms-per-peer", "3");

  @AfterEach
  void everybodyLeaves() {
    hall.close();
  }

  @Test
  void theFirstOfferIsLostAndTheSecondReachesTheFirst() {
    Puppet one = hall.enter();
    Puppet two = hall.enter();
    say(one, "offer 1", "\"123456789\"");
    say(two, "offer 2", "\"123456789\"");
    say(one, "answer", "\"123456789\"");
    assertThat(one.hear()).isEqualTo(message("offer 2", "\"123456789\""));
    assertThat(two.hear()).as("no offer 1").isEqualTo(message("answer", "\"123456789\""));
  }

  @Test
  void allOthersWithTheCodeHear() {
    Puppet[] three = {hall.enter(), hall.enter(), hall.enter()};
    for (Puppet puppet : three) {
      say(puppet, "first", "7");
    }
    three[0].hear();
    three[0].hear();
    three[1].hear();
    say(three[2], "to both", "7");
    assertThat(three[0].hear()).isEqualTo(message("to both", "7"));
    assertThat(three[1].hear()).isEqualTo(message("to both", "7"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "\"111111111\", 111111111",
        "1, 1.0",
        "\"1\", 1e0",
        "\"0\", -0",
        "\"1e+21\", 1000000000000000000000",
        "\"a\", \"\\u0061\"",
        "\"__proto__\", \"__proto__\"",
        "\"constructor\", \"constructor\"",
        "\"👋🏽\", \"\\ud83d\\udc4b\\ud83c\\udffd\"",
        "\" \", \" \"",
        "\"\\u0000\", \"\\u0000\"",
      })
  void aCodeIsWhatJavaScriptMakesOfItAsAKey(String code, String same) {
    Puppet one = hall.enter();
    Puppet two = hall.enter();
    say(one, "1", code);
    say(two, "2", same);
    assertThat(one.hear()).as("byte for byte").isEqualTo(message("2", same));
    say(two, "3", "\"other\"");
    say(two, "4", code);
    assertThat(one.hear()).isEqualTo(message("4", code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "null", "true", "false", "{}", "[1]"})
  void whatIsNoCodeIsForThoseWithout(String none) {
    Puppet coded = hall.enter();
    Puppet plain = hall.enter();
    Puppet sender = hall.enter();
    say(coded, "x", "\"123456789\"");
    say(sender, "1", none);
    assertThat(plain.hear()).isEqualTo(message("1", none));
    say(plain, "2", none);
    assertThat(sender.hear()).as("has used no code").isEqualTo(message("2", none));
    say(sender, "3", "\"123456789\"");
    assertThat(coded.hear()).isEqualTo(message("3", "\"123456789\""));
  }

  @Test
  void aMessageWithoutACodeNeverReachesMembersOfOne() {
    Puppet coded = hall.enter();
    Puppet plain = hall.enter();
    say(coded, "x", "1");
    plain.say("{\"message_type\":\"SDP\"}").say("no JSON").settle();
    coded.say("{\"message_type\":\"to those without\"}").settle();
    Puppet other = hall.enter();
    say(other, "y", "1");
    assertThat(coded.hear()).isEqualTo(message("y", "1"));
    assertThat(plain.hear()).isEqualTo("{\"message_type\":\"to those without\"}");
  }

  @Test
  void oneMayUseSeveralCodesUpToTheLimit() {
    Puppet one = hall.enter();
    Puppet two = hall.enter();
    for (int code = 1; code <= 4; code++) {
      say(one, "here", "" + code);
    }
    for (int code = 4; code >= 1; code--) {
      say(two, "for", "" + code);
    }
    for (int code = 3; code >= 1; code--) {
      assertThat(one.hear()).as("not of the fourth").isEqualTo(message("for", "" + code));
    }
  }

  @Test
  void codesOfTwoHundredAndFiftySixCharactersFitAndLongerOnesReachNobody() {
    Puppet one = hall.enter();
    Puppet two = hall.enter();
    String code = "\"" + "👋".repeat(256) + "\"";
    say(one, "1", code);
    say(two, "0", "\"" + "x".repeat(2000) + "\"");
    say(two, "2", code);
    assertThat(one.hear()).isEqualTo(message("2", code));
  }

  @Test
  void whoClosesIsTakenOutOfAllCodesWithoutAWord() {
    Puppet one = hall.enter();
    Puppet two = hall.enter();
    say(one, "1", "5");
    say(two, "2", "5");
    one.hear();
    two.close();
    hall.holds(1);
    say(one, "to nobody", "5");
    Puppet three = hall.enter();
    say(three, "3", "5");
    assertThat(one.hear()).isEqualTo(message("3", "5"));
  }

  @Test
  void codesOfOneLobbyAreNotThoseOfAnother() {
    Puppet one = hall.enter("/tutorial/relay/a");
    Puppet two = hall.enter("/tutorial/relay/b");
    say(one, "1", "9");
    say(two, "2", "9");
    Puppet three = hall.enter("/tutorial/relay/a");
    say(three, "3", "9");
    assertThat(one.hear()).isEqualTo(message("3", "9"));
  }

  private static void say(Puppet from, String text, String code) {
    from.say(message(text, code)).settle();
  }

  private static String message(String text, String code) {
    return "{ \"message_type\" : \"SDP\", \"content\":\"" + text + "\", \"code\":" + code + " }";
  }
}
