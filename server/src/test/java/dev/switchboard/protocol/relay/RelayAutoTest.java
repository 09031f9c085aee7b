// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.Hall;
import dev.switchboard.protocol.Puppet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tutorials 000 and 001 at one address.
class RelayAutoTest {
  private static final String SDP = "{ \"message_type\":\"SDP\",\"content\":{\"sdp\":\"v=0\"} }";

  private final Hall hall = Hall.at("/both", "mounts", "/both=auto");

  @AfterEach
  void everybodyLeaves() {
    hall.close();
  }

  @Test
  void clientsOfBothHearWhatTheirTutorialSends() {
    Puppet hello = hall.enter();
    Puppet caller = hall.enter();
    assertThat(hello.hear()).matches("\\{\"client\":\\d+,\"text\":\"I am now connected\"}");
    hello.say("Hello!").settle();
    assertThat(caller.hear()).matches("\\{\"client\":\\d+,\"text\":\"Hello!\"}");
    caller.say(SDP).settle();
    assertThat(hello.hear()).isEqualTo(SDP);
    caller.close();
    assertThat(hello.hear()).matches("\\{\"client\":\\d+,\"text\":\"I disconnected\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "{}", "{\"a\":1}", "5", "", "{\"message_type\":", "\u0007"})
  void whatIsNoSignalIsSomebodySpeaking(String text) {
    Puppet one = hall.enter();
    Puppet two = hall.enter();
    one.hear("connected");
    two.say(text).say(SDP);
    assertThat(one.hear()).startsWith("{\"client\":").endsWith("}").contains("\"text\":\"");
    assertThat(one.hear()).isEqualTo(SDP);
  }

  @Test
  void whatGrowsWhenItIsFramedReachesThoseWhoListen() {
    Puppet one = hall.enter();
    Puppet two = hall.enter();
    one.hear("connected");
    two.say("\u0007".repeat(250_000)).say(SDP);
    assertThat(one.hear()).hasSizeGreaterThan(1_500_000);
    assertThat(one.hear()).isEqualTo(SDP);
  }

  @Test
  void whoHasACodeIsHeardByThoseWithTheCodeOnly() {
    Puppet hello = hall.enter();
    Puppet one = hall.enter();
    Puppet two = hall.enter();
    hello.hear("connected");
    hello.hear("connected");
    one.hear("connected");
    String coded = "{\"message_type\":\"SDP\",\"content\":null,\"code\":\"123456789\"}";
    one.say(coded).settle();
    assertThat(hello.hear()).as("it has left them").contains("I disconnected");
    assertThat(two.hear()).contains("I disconnected");
    two.say(coded).settle();
    assertThat(one.hear()).isEqualTo(coded);
    assertThat(hello.hear()).contains("I disconnected");
    one.say("not for those it left").settle();
    one.close();
    assertThat(two.say("mark").settle()).isNotNull();
    Puppet third = hall.enter();
    assertThat(hello.hear()).as("one notice of leaving each").contains("I am now connected");
    third.say(SDP).settle();
    assertThat(hello.hear()).isEqualTo(SDP);
  }
}
