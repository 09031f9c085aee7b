// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.Hall;
import dev.switchboard.protocol.Puppet;

/// What users of tutorial 003 say and hear.
final class Users {
  static final String IN = "{\"type\":\"login\",\"success\":true}";
  static final String OUT = "{\"type\":\"login\",\"success\":false}";
  static final String LEAVE = "{\"type\":\"leave\"}";
  static final String SDP = "{\"type\":\"offer\",\"sdp\":\"v=0\\r\\n\"}";

  private Users() {}

  static Hall hall(String... settings) {
    return Hall.at("/tutorial/login", settings);
  }

  /// Somebody who has logged in.
  static Puppet user(Hall hall, String name) {
    Puppet user = hall.enter();
    assertThat(login(user, name)).isEqualTo(IN);
    return user;
  }

  /// Logs in, and returns the answer.
  static String login(Puppet user, String name) {
    return user.say("{\"type\":\"login\",\"name\":\"" + name + "\"}").hear();
  }

  static void offer(Puppet from, String name) {
    say(from, "{\"type\":\"offer\",\"offer\":" + SDP + ",\"name\":\"" + name + "\"}");
  }

  static void answer(Puppet from, String name) {
    say(from, "{\"type\":\"answer\",\"answer\":" + SDP + ",\"name\":\"" + name + "\"}");
  }

  static void leave(Puppet from, String name) {
    say(from, "{\"type\":\"leave\",\"name\":\"" + name + "\"}");
  }

  /// Returns when the server has taken it in.
  static void say(Puppet from, String frame) {
    from.say(frame).settle();
  }

  static String offered(String by) {
    return "{\"type\":\"offer\",\"offer\":" + SDP + ",\"name\":\"" + by + "\"}";
  }

  static String answered() {
    return "{\"type\":\"answer\",\"answer\":" + SDP + "}";
  }

  /// The first of these calls the second, who answers at once, as the tutorial's page does.
  static void call(Puppet caller, String callerName, Puppet callee, String calleeName) {
    offer(caller, calleeName);
    assertThat(callee.hear()).isEqualTo(offered(callerName));
    answer(callee, callerName);
    assertThat(caller.hear()).isEqualTo(answered());
  }

  /// This user has heard nothing that the test has not: what it says to itself comes next.
  static void hasHeardNothing(Puppet user, String name) {
    user.settle();
    String own = "{\"type\":\"candidate\",\"candidate\":\"mark\"";
    assertThat(user.say(own + ",\"name\":\"" + name + "\"}").hear()).isEqualTo(own + "}");
  }
}
