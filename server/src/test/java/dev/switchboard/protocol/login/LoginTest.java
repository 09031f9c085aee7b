// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.login;

import static dev.switchboard.protocol.login.Users.IN;
import static dev.switchboard.protocol.login.Users.LEAVE;
import static dev.switchboard.protocol.login.Users.OUT;
import static dev.switchboard.protocol.login.Users.answer;
import static dev.switchboard.protocol.login.Users.call;
import static dev.switchboard.protocol.login.Users.hasHeardNothing;
import static dev.switchboard.protocol.login.Users.leave;
import static dev.switchboard.protocol.login.Users.login;
import static dev.switchboard.protocol.login.Users.offer;
import static dev.switchboard.protocol.login.Users.offered;
import static dev.switchboard.protocol.login.Users.say;
import static dev.switchboard.protocol.login.Users.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.Hall;
import dev.switchboard.protocol.Puppet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tutorial 003, frame by frame.
class LoginTest {
  private final Hall hall = Users.hall();

  @AfterEach
  void everybodyLeaves() {
    hall.close();
  }

  @Test
  void aNameThatIsTakenIsRefusedAndAnotherMayBeTried() {
    user(hall, "ann");
    Puppet second = hall.enter();
    assertThat(login(second, "ann")).isEqualTo(OUT);
    assertThat(login(second, "ann")).isEqualTo(OUT);
    assertThat(login(second, "Ann")).as("names are case sensitive").isEqualTo(IN);
  }

  @Test
  void aNameIsFreeAgainOnceItsUserIsGone() {
    user(hall, "ann").goodbye();
    hall.holds(0);
    user(hall, "ann").close();
    hall.holds(0);
    user(hall, "ann");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "👋🏽 ann", "名前", "a/b", "relay/1", "\\u0061\\/x", "$&%\\\\\\\""})
  void anyTextIsAName(String escaped) {
    Puppet odd = user(hall, escaped);
    Puppet ann = user(hall, "ann");
    offer(ann, escaped);
    assertThat(odd.hear()).isEqualTo(offered("ann"));
    answer(odd, "ann");
    assertThat(ann.hear()).startsWith("{\"type\":\"answer\"");
  }

  @Test
  void namesOfSixtyFourCharactersAndMoreFit() {
    for (String name : new String[] {"x".repeat(256), "👋".repeat(64), "名".repeat(85)}) {
      user(hall, name);
    }
    assertThat(login(hall.enter(), "x".repeat(257))).isEqualTo(OUT);
  }

  @Test
  void onlyTheOfferNamesItsSenderAndContentPassesAsItCame() {
    Puppet ann = user(hall, "ann");
    Puppet bob = user(hall, "bob");
    String odd = "{ \"sdp\" : \"\\u00e9\\/\", \"n\":1.0E+2, \"n\": 12345678901234567890 }";
    say(ann, "{\"name\":\"bob\",\"offer\":" + odd + ",\"type\":\"offer\",\"more\":1}");
    assertThat(bob.hear()).isEqualTo("{\"type\":\"offer\",\"offer\":" + odd + ",\"name\":\"ann\"}");
    say(bob, "{\"type\":\"answer\",\"answer\":" + odd + ",\"name\":\"ann\"}");
    assertThat(ann.hear()).isEqualTo("{\"type\":\"answer\",\"answer\":" + odd + "}");
    say(ann, "{\"type\":\"candidate\",\"candidate\":null,\"name\":\"bob\"}");
    assertThat(bob.hear()).isEqualTo("{\"type\":\"candidate\",\"candidate\":null}");
  }

  @Test
  void longAndFragmentedMessagesPass() {
    Puppet ann = user(hall, "ann");
    Puppet bob = user(hall, "bob");
    String large = "\"" + "水".repeat(60_000) + "\"";
    ann.sayInParts(
        "{\"type\":\"candidate\",", "\"candidate\":" + large, ",\"name\":\"b", "ob\"}", "");
    assertThat(bob.hear()).isEqualTo("{\"type\":\"candidate\",\"candidate\":" + large + "}");
  }

  @Test
  void whoIsNotHereIsMetWithSilence() {
    Puppet ann = user(hall, "ann");
    offer(ann, "nobody");
    answer(ann, "nobody");
    say(ann, "{\"type\":\"candidate\",\"candidate\":{},\"name\":\"nobody\"}");
    say(ann, "{\"type\":\"offer\",\"offer\":{}}");
    say(ann, "{\"type\":\"offer\",\"offer\":{},\"name\":7}");
    say(ann, "{\"type\":\"offer\",\"name\":\"ann\"}");
    hasHeardNothing(ann, "ann");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"dance\" | dance",
        "\"Login\" | Login",
        "\"\" | ~~",
        "\"a\\\"b\\\\\" | a\\\"b\\\\",
        "\"👋\" | 👋",
        "\"__proto__\" | __proto__",
        "7 | 7",
        "1.50 | 1.5",
        "true | true",
        "null | null",
        "{\"a\":1} | [object Object]",
      })
  void anUnknownTypeIsNamedInTheError(String type, String shown) {
    Puppet ann = hall.enter();
    assertThat(ann.say("{\"type\":" + type + "}").hear())
        .isEqualTo("{\"type\":\"error\",\"message\":\"Command not found: " + shown + "\"}");
  }

  @Test
  void aSecondCallToABusyUserIsPassedOn() {
    Puppet ann = user(hall, "ann");
    Puppet bob = user(hall, "bob");
    Puppet eva = user(hall, "eva");
    call(ann, "ann", bob, "bob");
    call(eva, "eva", bob, "bob");
    hasHeardNothing(ann, "ann");
  }

  @Test
  void thePartnerOfOneWhoClosesIsToldOnce() {
    for (boolean clean : new boolean[] {true, false}) {
      Puppet ann = user(hall, "ann" + clean);
      Puppet bob = user(hall, "bob" + clean);
      call(ann, "ann" + clean, bob, "bob" + clean);
      if (clean) {
        ann.goodbye();
      } else {
        ann.close();
      }
      assertThat(bob.hear()).isEqualTo(LEAVE);
      hasHeardNothing(bob, "bob" + clean);
      bob.close();
      hall.holds(0);
    }
  }

  @Test
  void anUnansweredCallCanBeEndedByEitherSide() {
    Puppet ann = user(hall, "ann");
    Puppet bob = user(hall, "bob");
    offer(ann, "bob");
    bob.hear("offer");
    leave(bob, "ann");
    assertThat(ann.hear()).isEqualTo(LEAVE);
    offer(ann, "bob");
    bob.hear("offer");
    leave(ann, "bob");
    assertThat(bob.hear()).isEqualTo(LEAVE);
    leave(bob, "ann");
    hasHeardNothing(ann, "ann");
  }

  @Test
  void whoTakesTheNameOfAPartnerHasNoPartInTheCall() {
    Puppet ann = user(hall, "ann");
    offer(ann, "bob");
    Puppet bob = user(hall, "bob");
    leave(ann, "bob");
    hasHeardNothing(bob, "bob");
    offer(ann, "bob");
    bob.hear("offer");
    bob.close();
    hall.holds(1);
    Puppet other = user(hall, "bob");
    leave(ann, "bob");
    leave(other, "ann");
    hasHeardNothing(other, "bob");
    hasHeardNothing(ann, "ann");
  }

  @Test
  void oneMayCallOneself() {
    Puppet ann = user(hall, "ann");
    offer(ann, "ann");
    assertThat(ann.hear()).isEqualTo(offered("ann"));
  }
}
