// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.login;

import static dev.switchboard.protocol.login.Users.IN;
import static dev.switchboard.protocol.login.Users.LEAVE;
import static dev.switchboard.protocol.login.Users.OUT;
import static dev.switchboard.protocol.login.Users.SDP;
import static dev.switchboard.protocol.login.Users.answer;
import static dev.switchboard.protocol.login.Users.answered;
import static dev.switchboard.protocol.login.Users.call;
import static dev.switchboard.protocol.login.Users.hasHeardNothing;
import static dev.switchboard.protocol.login.Users.leave;
import static dev.switchboard.protocol.login.Users.login;
import static dev.switchboard.protocol.login.Users.offer;
import static dev.switchboard.protocol.login.Users.offered;
import static dev.switchboard.protocol.login.Users.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.Hall;
import dev.switchboard.protocol.Json;
import dev.switchboard.protocol.Puppet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Users of tutorial 003 and people of the app in one realm: one directory of names, one kind of
/// call.
class AcrossTest {
  private final Hall hall = Users.hall();

  @AfterEach
  void everybodyLeaves() {
    hall.close();
  }

  @Test
  void aUserIsOnTheBoardWhileLoggedIn() {
    user(hall, "early");
    Puppet app = hall.app("");
    app.hear("welcome");
    app.say("{\"type\":\"watch\",\"id\":1}");
    assertThat(app.hear("\"re\":1"))
        .contains("{\"handle\":\"early\",\"peer\":\"early\",\"status\":\"available\"")
        .contains("\"about\":{\"name\":\"early\"}");
    Puppet ann = user(hall, "an\\\"n 👋");
    assertThat(Json.parse(app.hear()))
        .isEqualTo(
            Json.parse(
                """
                {"type":"person-online","handle":"an\\"n 👋","peer":"an\\"n 👋",
                 "status":"available","about":{"name":"an\\"n 👋"}}
                """));
    ann.close();
    assertThat(app.hear()).isEqualTo("{\"type\":\"person-offline\",\"handle\":\"an\\\"n 👋\"}");
  }

  @Test
  void aNameIsTakenWhicheverWayItsOwnerSpeaks() {
    Puppet app = hall.app("bob");
    String id = id(app);
    app.hear("\"re\":0");
    Puppet user = hall.enter();
    assertThat(login(user, "bob")).isEqualTo(OUT);
    assertThat(login(user, id)).isEqualTo(OUT);
    assertThat(login(user, "ann")).isEqualTo(IN);
    app.say("{\"type\":\"claim\",\"id\":1,\"handle\":\"ann\"}");
    assertThat(app.hear("\"re\":1")).contains("handle-taken");
    user.goodbye();
    hall.holds(1);
    app.say("{\"type\":\"claim\",\"id\":2,\"handle\":\"ann\"}");
    assertThat(app.hear("\"re\":2")).contains("\"ok\"");
    assertThat(login(hall.enter(), "bob")).as("given up for ann").isEqualTo(IN);
  }

  @Test
  void aUserCallsAPersonOfTheAppByHandle() {
    Puppet app = hall.app("bob");
    String id = id(app);
    app.hear("\"re\":0");
    Puppet ann = user(hall, "ann");
    offer(ann, "bob");
    assertThat(Json.parse(app.hear())).isEqualTo(signal("offer", SDP));
    signal(app, "ann", "answer", SDP);
    assertThat(ann.hear()).isEqualTo(answered());
    signal(app, "ann", "candidate", "null");
    assertThat(ann.hear()).isEqualTo("{\"type\":\"candidate\",\"candidate\":null}");
    Users.say(ann, "{\"type\":\"candidate\",\"candidate\":{\"a\":1},\"name\":\"" + id + "\"}");
    assertThat(Json.parse(app.hear())).isEqualTo(signal("candidate", "{\"a\":1}"));
    signal(app, "ann", "hangup", "null");
    assertThat(ann.hear()).isEqualTo(LEAVE);
    offer(ann, "bob");
    app.hear("offer");
    leave(ann, "bob");
    assertThat(Json.parse(app.hear())).isEqualTo(signal("hangup", "null"));
  }

  @Test
  void aUserCallsAPersonOfTheAppByIdAndHangsUpByClosing() {
    Puppet app = hall.app("");
    String id = id(app);
    Puppet ann = user(hall, "ann");
    offer(ann, id);
    app.hear("\"kind\":\"offer\"");
    signal(app, "ann", "answer", SDP);
    ann.hear("answer");
    signal(app, "ann", "hangup", "null");
    assertThat(ann.hear()).isEqualTo(LEAVE);
    offer(ann, id);
    app.hear("\"kind\":\"offer\"");
    ann.close();
    assertThat(app.hear()).contains("\"kind\":\"hangup\"");
  }

  @Test
  void aPersonOfTheAppCallsAUser() {
    Puppet ann = user(hall, "ann");
    Puppet app = hall.app("bob");
    app.hear("\"re\":0");
    signal(app, "ann", "offer", SDP);
    assertThat(ann.hear()).isEqualTo(offered("bob"));
    answer(ann, "bob");
    assertThat(app.hear("signal")).contains("\"kind\":\"answer\"");
    signal(app, "ann", "message", "\"no words for it\"");
    leave(ann, "bob");
    assertThat(app.hear("signal")).contains("\"kind\":\"hangup\"");
    signal(app, "ann", "hangup", "null");
    hasHeardNothing(ann, "ann");
  }

  @Test
  void somebodyWithoutAHandleIsKnownByIdAndAHangupOfAThirdIsNotPassedOn() {
    Puppet ann = user(hall, "ann");
    Puppet app = hall.app("");
    String id = id(app);
    Puppet third = hall.app("");
    third.hear("welcome");
    signal(app, "ann", "offer", SDP);
    assertThat(ann.hear()).isEqualTo(offered(id));
    signal(third, "ann", "hangup", "null");
    third.settle();
    hasHeardNothing(ann, "ann");
    answer(ann, id);
    app.hear("\"kind\":\"answer\"");
    app.say("{\"type\":\"claim\",\"id\":9,\"handle\":\"bob\"}").hear("\"re\":9");
    signal(app, "ann", "hangup", "null");
    assertThat(ann.hear()).as("by its id, though it has a handle now").isEqualTo(LEAVE);
  }

  @Test
  void aBellIsAnsweredAtOnceAndWhoIsInACallIsBusy() {
    Puppet ann = user(hall, "ann");
    Puppet bob = user(hall, "bob");
    Puppet app = hall.app("eva");
    app.hear("\"re\":0");
    assertThat(ring(app, 1)).contains("\"type\":\"accepted\"").contains("{\"direct\":true}");
    call(ann, "ann", bob, "bob");
    assertThat(ring(app, 2)).contains("\"type\":\"call-ended\"").contains("\"busy\"");
    leave(bob, "ann");
    assertThat(ann.hear()).isEqualTo(LEAVE);
    assertThat(ring(app, 3)).contains("\"type\":\"accepted\"");
    offer(ann, "bob");
    bob.close();
    hall.holds(2);
    assertThat(ring(app, 4)).as("its partner is gone").contains("\"type\":\"accepted\"");
    offer(ann, "somebody later");
    user(hall, "somebody later");
    assertThat(ring(app, 5)).as("never was a partner").contains("\"type\":\"accepted\"");
    hasHeardNothing(ann, "ann");
  }

  @Test
  void theAppLearnsThatAUserIsNotThere() {
    Puppet app = hall.app("");
    app.hear("welcome");
    app.say("{\"type\":\"ring\",\"id\":1,\"to\":\"ann\"}");
    assertThat(app.hear("\"re\":1")).contains("peer-unknown");
  }

  @Test
  void clientsOfTheOtherTutorialsAreInNoDirectoryOfPeople() {
    hall.enter("/tutorial/relay");
    hall.enter("/tutorial/broadcast");
    hall.enter("/tutorial/channels").say("{\"open\":true,\"channel\":\"c\"}").settle();
    Puppet app = hall.app("");
    app.hear("welcome");
    app.say("{\"type\":\"watch\",\"id\":1}");
    assertThat(app.hear("\"re\":1")).contains("\"people\":[]");
  }

  /// Rings ann, and returns what comes of it.
  private static String ring(Puppet app, int request) {
    app.say("{\"type\":\"ring\",\"id\":" + request + ",\"to\":\"ann\",\"data\":{}}");
    String one = app.hear();
    String two = app.hear();
    assertThat(one + two).contains("\"re\":" + request + ",");
    return one.contains("\"re\"") ? two : one;
  }

  private static void signal(Puppet app, String to, String kind, String data) {
    app.say(
        "{\"type\":\"signal\",\"to\":\"%s\",\"kind\":\"%s\",\"data\":%s}"
            .formatted(to, kind, data));
  }

  private static Object signal(String kind, String data) {
    return Json.parse(
        "{\"type\":\"signal\",\"from\":\"ann\",\"handle\":\"ann\",\"kind\":\"%s\",\"data\":%s}"
            .formatted(kind, data));
  }

  private static String id(Puppet app) {
    return (String) ((Map<?, ?>) Json.parse(app.hear("welcome"))).get("peer");
  }
}
