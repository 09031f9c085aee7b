// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.login;

import static dev.switchboard.protocol.login.Users.IN;
import static dev.switchboard.protocol.login.Users.LEAVE;
import static dev.switchboard.protocol.login.Users.OUT;
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
import dev.switchboard.protocol.Wire;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes wrong in the tutorial's own server, by the numbers that these faults have in
/// `docs/protocols/login.md`, goes well here.
class LoginBugsTest {
  private static final String NOT_LOGGED_IN = "{\"type\":\"error\",\"message\":\"Not logged in\"}";

  private final Hall hall = Users.hall("limits.heartbeat", "200ms");

  @AfterEach
  void everybodyLeaves() {
    hall.close();
  }

  @Test
  void number1LeavingSomebodyWhoIsNotHereDoesNothing() {
    Puppet ann = user(hall, "ann");
    leave(ann, "nobody");
    hasHeardNothing(ann, "ann");
  }

  @Test
  void number2LeavingWithoutANameEndsTheCallThatThereIs() {
    Puppet ann = user(hall, "ann");
    Puppet bob = user(hall, "bob");
    say(ann, LEAVE);
    hasHeardNothing(ann, "ann");
    call(ann, "ann", bob, "bob");
    say(ann, LEAVE);
    assertThat(bob.hear()).isEqualTo(LEAVE);
    say(ann, LEAVE);
    hasHeardNothing(bob, "bob");
  }

  @Test
  void number3ClosingAfterThePartnerIsGoneDoesNothing() {
    Puppet ann = user(hall, "ann");
    Puppet bob = user(hall, "bob");
    Puppet eva = user(hall, "eva");
    offer(ann, "bob");
    bob.close();
    hall.holds(2);
    ann.goodbye();
    hall.holds(1);
    hasHeardNothing(eva, "eva");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "[]", "\"x\"", "5", "Hello", "{\"type\":", ""})
  void number4WhatIsNoRequestIsAnsweredAsAnUndefinedOne(String frame) {
    Puppet ann = hall.enter();
    assertThat(ann.say(frame).hear())
        .isEqualTo("{\"type\":\"error\",\"message\":\"Command not found: undefined\"}");
    assertThat(login(ann, "ann")).isEqualTo(IN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"__proto__", "constructor", "toString", "hasOwnProperty", "length", "prototype"})
  void number5NamesOfPrototypesAreOrdinary(String name) {
    Puppet odd = user(hall, name);
    Puppet ann = user(hall, "ann");
    call(ann, "ann", odd, name);
    leave(odd, "ann");
    assertThat(ann.hear()).isEqualTo(LEAVE);
    odd.goodbye();
    hall.holds(1);
    offer(ann, name);
    hasHeardNothing(ann, "ann");
  }

  @Test
  void number6AMalformedFrameEndsItsOwnSocketOnly() throws IOException {
    Puppet ann = user(hall, "ann");
    try (Wire bad = hall.wire()) {
      bad.raw(new byte[] {(byte) 0x81, 1, 'x'});
      assertThat(bad.closeCode()).isEqualTo(1002);
    }
    hasHeardNothing(ann, "ann");
  }

  @Test
  void number7LeavingClearsBothSides() {
    Puppet ann = user(hall, "ann");
    Puppet bob = user(hall, "bob");
    Puppet eva = user(hall, "eva");
    call(ann, "ann", bob, "bob");
    leave(ann, "bob");
    assertThat(bob.hear()).isEqualTo(LEAVE);
    call(bob, "bob", eva, "eva");
    ann.goodbye();
    hall.holds(2);
    hasHeardNothing(bob, "bob");
    leave(eva, "bob");
    assertThat(bob.hear()).isEqualTo(LEAVE);
  }

  @Test
  void number8ASecondLoginOnOneSocketIsRefused() {
    Puppet ann = user(hall, "ann");
    assertThat(login(ann, "bea")).isEqualTo(OUT);
    assertThat(login(ann, "ann")).isEqualTo(OUT);
    Puppet bea = user(hall, "bea");
    offer(bea, "ann");
    assertThat(ann.hear()).isEqualTo(offered("bea"));
    ann.goodbye();
    hall.holds(1);
    user(hall, "ann");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"login\"}",
        "{\"type\":\"login\",\"name\":\"\"}",
        "{\"type\":\"login\",\"name\":null}",
        "{\"type\":\"login\",\"name\":5}",
        "{\"type\":\"login\",\"name\":true}",
        "{\"type\":\"login\",\"name\":{}}",
        "{\"type\":\"login\",\"name\":[\"ann\"]}",
        "{\"type\":\"login\",\"name\":\"\\ud800\"}",
        "{\"type\":\"login\",\"name\":\"a\\nb\"}"
      })
  void number9OnlyATextCanBeAName(String frame) {
    Puppet nobody = hall.enter();
    assertThat(nobody.say(frame).hear()).isEqualTo(OUT);
    assertThat(nobody.say(frame).hear()).isEqualTo(OUT);
    assertThat(login(nobody, "undefined")).isEqualTo(IN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"offer\",\"offer\":{},\"name\":\"ann\"}",
        "{\"type\":\"answer\",\"answer\":{},\"name\":\"ann\"}",
        "{\"type\":\"candidate\",\"candidate\":{},\"name\":\"ann\"}",
        "{\"type\":\"leave\",\"name\":\"ann\"}",
        "{\"type\":\"leave\"}"
      })
  void number10WhoHasNotLoggedInReachesNobody(String frame) {
    Puppet ann = user(hall, "ann");
    Puppet nobody = hall.enter();
    assertThat(nobody.say(frame).hear()).isEqualTo(NOT_LOGGED_IN);
    hasHeardNothing(ann, "ann");
  }

  @Test
  void number11AThirdUserCannotEndACall() {
    Puppet ann = user(hall, "ann");
    Puppet bob = user(hall, "bob");
    Puppet eva = user(hall, "eva");
    call(ann, "ann", bob, "bob");
    leave(eva, "ann");
    leave(eva, "bob");
    hasHeardNothing(ann, "ann");
    hasHeardNothing(bob, "bob");
    leave(bob, "ann");
    assertThat(ann.hear()).isEqualTo(LEAVE);
  }

  @Test
  void number12ALineThatIsDeadLosesItsNameAndItsPartnerIsTold() {
    Puppet bob = user(hall, "bob");
    // Answers no ping.
    Wire ann = hall.wire().say("{\"type\":\"login\",\"name\":\"ann\"}");
    assertThat(ann.hear()).isEqualTo(IN);
    ann.say("{\"type\":\"offer\",\"offer\":" + Users.SDP + ",\"name\":\"bob\"}");
    assertThat(bob.hear()).isEqualTo(offered("ann"));
    Users.answer(bob, "ann");
    assertThat(bob.hear()).isEqualTo(LEAVE);
    hall.holds(1);
    user(hall, "ann");
  }
}
