// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.Hall;
import dev.switchboard.protocol.Puppet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tutorial 001, step 3: what one says reaches the others byte for byte.
class RelayTest {
  private final Hall hall = Hall.at("/tutorial/relay");

  @AfterEach
  void everybodyLeaves() {
    hall.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"message_type\":\"SDP\",\"content\":{\"type\":\"offer\",\"sdp\":\"v=0\\r\\n\"}}",
        "{\"message_type\":\"CANDIDATE\",\"content\":null}",
        "{\"message_type\":\"unknown\"}",
        " {\n\"content\" :\t1 , \"message_type\": \"SDP\" } \r\n",
        "{\"n\":12345678901234567890123,\"x\":1.000E+0400,\"m\":-0.0}",
        "{\"a\":\"\\u00e9\\/\\ud83d\",\"a\":2,\"\\u0061\":3}",
        "{\"__proto__\":{\"code\":\"123456789\"}}",
        "{}",
        "null",
        "[1,2]",
        "\"text\"",
        "5",
        "not JSON",
        "{\"unfinished\":",
        "",
        "\u0000\u2028 你好 👋🏽",
      })
  void whateverIsSaidArrivesAsItCame(String message) {
    Puppet one = hall.enter();
    Puppet two = hall.enter();
    Puppet three = hall.enter();
    one.say(message).settle();
    two.say("mark").settle();
    assertThat(two.hear()).isEqualTo(message);
    assertThat(three.hear()).isEqualTo(message);
    assertThat(one.hear()).as("its own message is not among what it hears").isEqualTo("mark");
  }

  @Test
  void largeAndFragmentedMessagesArriveWhole() {
    Puppet one = hall.enter();
    Puppet two = hall.enter();
    String large = "{\"message_type\":\"SDP\",\"content\":\"" + "水 \\u6c34".repeat(20_000) + "\"}";
    assertThat(large.length()).isGreaterThan(150_000);
    one.say(large);
    assertThat(two.hear()).isEqualTo(large);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < large.length(); i += 16_000) {
      parts.add(large.substring(i, Math.min(large.length(), i + 16_000)));
    }
    one.sayInParts(parts.toArray(String[]::new));
    assertThat(two.hear()).isEqualTo(large);
    one.sayInParts("", "{", "", "}", "");
    assertThat(two.hear()).isEqualTo("{}");
  }

  @Test
  void messagesOfOneSenderKeepTheirOrder() {
    Puppet one = hall.enter();
    Puppet two = hall.enter();
    for (int i = 0; i < 500; i++) {
      one.say("{\"n\":" + i + "}");
    }
    for (int i = 0; i < 500; i++) {
      assertThat(two.hear()).isEqualTo("{\"n\":" + i + "}");
    }
  }

  @Test
  void nobodyHearsOfComingAndGoingAndNothingIsKept() {
    Puppet one = hall.enter();
    one.say("{\"message_type\":\"SDP\",\"lost\":true}").settle();
    Puppet two = hall.enter();
    Puppet three = hall.enter();
    three.goodbye();
    hall.enter().close();
    hall.holds(2);
    one.say("first").settle();
    two.say("second").settle();
    assertThat(two.hear()).isEqualTo("first");
    assertThat(one.hear()).isEqualTo("second");
  }

  @Test
  void eachPathIsALobbyOfItsOwn() {
    Puppet one = hall.enter();
    Puppet below = hall.enter("/tutorial/relay/below");
    hall.enter("/tutorial/relay/other").say("other").settle();
    hall.enter("/tutorial/relay/below?x").say("below").settle();
    hall.enter("/tutorial/relay?x").say("mount").settle();
    assertThat(below.hear()).isEqualTo("below");
    assertThat(one.hear()).isEqualTo("mount");
  }
}
