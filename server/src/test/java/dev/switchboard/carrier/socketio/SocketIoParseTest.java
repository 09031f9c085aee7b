// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.carrier.Dial;
import dev.switchboard.carrier.Poller;
import dev.switchboard.carrier.TestSite;
import dev.switchboard.conformance.SocketIoFixture;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What breaks the protocol ends the connection that did so, and no other.
final class SocketIoParseTest {
  static final List<String> WRONG =
      List.of(
          // No packet at all, or of an unknown type.
          "4",
          "4x",
          "47",
          "49[]",
          "4 2[\"message\"]",
          "4-1",
          "4\u00e9",
          // CONNECT: a second one, and payloads that are no object.
          "40",
          "40{}",
          "40/custom,[]",
          "40/custom,\"x\"",
          "40/custom,1",
          "40/custom,{",
          "40/custom,1{}",
          "40/custom,null",
          // DISCONNECT with a payload.
          "41{}",
          "41[]",
          "41\"x\"",
          // EVENT.
          "42",
          "42{}",
          "42[]",
          "42[{}]",
          "42[null]",
          "42[true]",
          "42[[\"a\"]]",
          "42abc[\"a\"]",
          "42[\"a\"",
          "42[\"a\"]x",
          "42\"a\"",
          "42[\"connect\"]",
          "42[\"connect_error\"]",
          "42[\"disconnect\"]",
          "42[\"disconnecting\"]",
          "42[\"newListener\"]",
          "42[\"removeListener\"]",
          "42[\"conn\\u0065ct\"]",
          "42[\"a\",]",
          "42[\"a\" 1]",
          "42[\"a\",NaN]",
          "42[\"a\",01]",
          "42[\"a\\q\"]",
          "421234567890123456[\"a\"]",
          // In a namespace that it is not in.
          "42/custom,[\"message\"]",
          "42/none,[\"message\"]",
          "43/custom,1[]",
          "42/,[\"a\"]x",
          // ACK.
          "43",
          "431",
          "431{}",
          "43\"x\"",
          "431[",
          // CONNECT_ERROR is for the server to say.
          "44",
          "44{\"message\":\"x\"}",
          "44/custom,{}",
          // Announcements of attachments.
          "45",
          "45[\"a\"]",
          "45-[\"a\"]",
          "450-[\"a\"]",
          "4511-[\"a\"]",
          "451",
          "451[\"a\"]",
          "45x-[\"a\"]",
          "451.0-[\"a\"]",
          "4599999999999-[\"a\"]",
          "46-1[]",
          "460-1[]",
          "45-1-[\"a\"]");

  private static TestSite site;
  private static Dial bystander;

  @BeforeAll
  static void start() throws IOException {
    site = TestSite.start(TestSite.CALM, SocketIoFixture.make(false));
    bystander = Dial.in(site.port());
    bystander.next();
  }

  @AfterAll
  static void stop() {
    bystander.say("42[\"message\",\"here\"]");
    assertThat(bystander.next()).isEqualTo("42[\"message-back\",\"here\"]");
    bystander.close();
    site.close();
  }

  @ParameterizedTest
  @FieldSource("WRONG")
  void aPacketThatIsNoneEndsTheConnection(String packet) {
    try (Dial dial = Dial.in(site.port())) {
      dial.next();
      dial.say(packet);
      assertThat(dial.next()).startsWith("closed");
    }
  }

  @Test
  void bytesThatNobodyAnnouncedEndIt() {
    try (Dial dial = Dial.in(site.port())) {
      dial.next();
      dial.sayBytes(1, 2, 3);
      assertThat(dial.next()).startsWith("closed");
    }
  }

  @Test
  void soDoesATextWhereBytesAreDue() {
    try (Dial dial = Dial.in(site.port())) {
      dial.next();
      dial.say("451-[\"message\",{\"_placeholder\":true,\"num\":0}]").say("42[\"message\"]");
      assertThat(dial.next()).startsWith("closed");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "-1", "0.5", "\"0\"", "null", "1e0", "99999999999999999999", "{}", "true"})
  void soDoesAPlaceholderForNothing(String number) {
    try (Dial dial = Dial.in(site.port())) {
      dial.next();
      dial.say("451-[\"message\",{\"_placeholder\":true,\"num\":" + number + "}]").sayBytes(1);
      assertThat(dial.next()).startsWith("closed");
    }
  }

  @Test
  void soDoesAPlaceholderWithoutANumber() {
    try (Dial dial = Dial.in(site.port())) {
      dial.next();
      dial.say("451-[\"message\",[{\"a\":{\"_placeholder\":true}}]]").sayBytes(1);
      assertThat(dial.next()).startsWith("closed");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {33, 20_000, 400_000})
  void soDoesWhatIsNestedTooDeep(int depth) {
    try (Dial dial = Dial.in(site.port())) {
      dial.next();
      dial.say("42[\"message\"," + "[".repeat(depth) + "]".repeat(depth) + "]");
      assertThat(dial.next()).startsWith("closed");
    }
    try (Dial dial = Dial.in(site.port())) {
      dial.next();
      dial.say("42[\"message\"," + "{\"a\":".repeat(depth / 2 + 40));
      assertThat(dial.next()).startsWith("closed");
    }
  }

  @Test
  void aBadPacketInAPostEndsTheSession() {
    Poller poller = Poller.open(site.port());
    poller.post("40");
    assertThat(poller.packet()).startsWith("40{");
    assertThat(poller.packet()).startsWith("42[\"auth\"");
    poller.post("42{}\u001e42[\"message\",\"never\"]");
    assertThat(poller.get().body()).isEqualTo("1");
    assertThat(poller.get().body()).contains("Session ID unknown");
  }

  @Test
  void whatTheOfficialClientsMaySayIsTaken() {
    try (Dial dial = Dial.in(site.port())) {
      dial.next();
      dial.say("42[\"nobody-listens\"]").say("4342[]").say("431[\"nobody asked\"]").say("43[]");
      dial.say("42[7,\"numbers may be names\"]").say("42/,[\"message\",1]");
      assertThat(dial.next()).isEqualTo("42[\"message-back\",1]");
      dial.say("42 [ \"message\" , { \"b\" : 1, \"a\":[1.50,-0,1e3] } ] ");
      assertThat(dial.next()).isEqualTo("42[\"message-back\",{ \"b\" : 1, \"a\":[1.50,-0,1e3] }]");
      dial.say("42999999999999999[\"message-with-ack\"]");
      assertThat(dial.next()).isEqualTo("43999999999999999[]");
    }
  }
}
