// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.Hall;
import dev.switchboard.protocol.Puppet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A channel is named by whatever JavaScript makes a key of.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChannelNamesTest {
  private final Hall hall = Hall.at("/tutorial/channels");

  @AfterAll
  void everybodyLeaves() {
    hall.close();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "\"1\", 1",
        "1.0, 1",
        "10e-1, \"1\"",
        "true, \"true\"",
        "\"100\", 1e2",
        "\"0.000001\", 1e-6",
        "\"1e-7\", 0.0000001",
        "\"Infinity\", 1e999",
        "\"-1\", -1.00",
        "\"9007199254740992\", 9007199254740993",
        "\"\\u0061\\/\", \"a/\"",
        "\"null\", \"null\"",
      })
  void differentWritingsAreOneChannel(String one, String other) {
    Puppet member = hall.enter();
    ChannelsTest.open(member, one);
    Puppet asker = hall.enter();
    assertThat(ChannelsTest.presence(asker, other)).isEqualTo(ChannelsTest.PRESENT);
    asker.say("{\"data\":[1],\"channel\":" + other + "}");
    assertThat(member.hear()).isEqualTo("[1]");
    member.goodbye();
  }

  @Test
  void namesOfPrototypesAreOrdinary() {
    for (String name : List.of("__proto__", "constructor", "toString", "hasOwnProperty")) {
      String channel = "\"" + name + "\"";
      Puppet one = hall.enter();
      assertThat(ChannelsTest.presence(one, channel)).as(name).isEqualTo(ChannelsTest.ABSENT);
      ChannelsTest.open(one, channel);
      assertThat(ChannelsTest.presence(one, channel)).as(name).isEqualTo(ChannelsTest.PRESENT);
      hall.enter().say("{\"data\":\"x\",\"channel\":" + channel + "}");
      assertThat(one.hear()).isEqualTo("\"x\"");
    }
  }

  @Test
  void twoHundredAndFiftySixCharactersFitAndTooLongANameIsIgnored() {
    Puppet one = hall.enter();
    for (String name : List.of("x".repeat(1024), "👋".repeat(256), " ", "\\u0000")) {
      ChannelsTest.open(one, "\"" + name + "\"");
      assertThat(ChannelsTest.presence(one, "\"" + name + "\"")).isEqualTo(ChannelsTest.PRESENT);
    }
    one.say("{\"open\":true,\"channel\":\"" + "x".repeat(1025) + "\"}");
    one.say("{\"checkPresence\":true,\"channel\":\"" + "x".repeat(1025) + "\"}");
    assertThat(ChannelsTest.presence(one, "\"none\"")).isEqualTo(ChannelsTest.ABSENT);
  }

  @Test
  void channelsAreNotRoomsOfTheApp() {
    ChannelsTest.open(hall.enter(), "\"shared\"");
    Puppet app = hall.app("");
    app.hear("welcome");
    app.say("{\"type\":\"who\",\"id\":1,\"room\":\"shared\"}");
    assertThat(app.hear("\"re\":1")).contains("\"peers\":[]");
  }

  @Test
  void thePathMakesNoDifference() {
    Puppet one = hall.enter("/tutorial/channels/a");
    ChannelsTest.open(one, "\"anywhere\"");
    String far = "/tutorial/channels/" + "b/".repeat(300) + "c?d=e";
    hall.enter(far).say("{\"data\":\"x\",\"channel\":\"anywhere\"}");
    assertThat(one.hear()).isEqualTo("\"x\"");
  }
}
