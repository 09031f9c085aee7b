// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.carrier.Dial;
import dev.switchboard.carrier.Poller;
import dev.switchboard.carrier.TestSite;
import dev.switchboard.conformance.SocketIoFixture;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Events, acknowledgements and bytes.
final class SocketIoEventTest {
  private static SocketIo io;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    io = SocketIoFixture.make(false);
    site = TestSite.start(TestSite.CALM, io);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void argumentsComeBackToTheLetter() {
    try (Dial dial = entered()) {
      dial.say("42[\"message\",1,\"2\",{\"3\":[true]},null,1.50,\"\\u20ac 😀\"]");
      assertThat(dial.next())
          .isEqualTo("42[\"message-back\",1,\"2\",{\"3\":[true]},null,1.50,\"\\u20ac 😀\"]");
    }
  }

  @Test
  void anEventIsAcknowledgedOnce() {
    try (Dial dial = entered()) {
      dial.say("42456[\"message-with-ack\",1,\"2\",{\"3\":[false]}]");
      assertThat(dial.next()).isEqualTo("43456[1,\"2\",{\"3\":[false]}]");
      dial.say("420[\"message-with-ack\"]").say("42[\"message-with-ack\",\"unasked\"]");
      assertThat(dial.next()).isEqualTo("430[]");
      dial.say("42[\"message\"]");
      assertThat(dial.next()).isEqualTo("42[\"message-back\"]");
    }
  }

  @Test
  void bytesComeBackWhereverTheyStood() {
    try (Dial dial = entered()) {
      String payload =
          "[\"%s\",{\"_placeholder\":true,\"num\":0},{\"a\":[{\"_placeholder\":true,\"num\":1}],\"b\":2}]";
      dial.say("452-" + payload.formatted("message")).sayBytes(1, 2, 3).sayBytes();
      assertThat(dial.next()).isEqualTo("452-" + payload.formatted("message-back"));
      assertThat(dial.next()).isEqualTo("binary 010203");
      assertThat(dial.next()).isEqualTo("binary ");
    }
  }

  @Test
  void bytesComeBackInAcknowledgementsAndNamespaces() {
    try (Dial dial = entered()) {
      dial.say("451-789[\"message-with-ack\",{\"_placeholder\":true,\"num\":0}]").sayBytes(255);
      assertThat(dial.next()).isEqualTo("461-789[{\"_placeholder\":true,\"num\":0}]");
      assertThat(dial.next()).isEqualTo("binary ff");
      dial.say("40/custom");
      dial.next();
      dial.next();
      dial.say("451-/custom,[\"message\",{\"_placeholder\":true,\"num\":0}]").sayBytes(7);
      assertThat(dial.next())
          .isEqualTo("451-/custom,[\"message-back\",{\"_placeholder\":true,\"num\":0}]");
      assertThat(dial.next()).isEqualTo("binary 07");
    }
  }

  @Test
  void bytesGoOverPollsAsWell() {
    Poller poller = Poller.open(site.port());
    poller.post("40");
    poller.packet();
    poller.packet();
    poller.post("451-[\"message\",{\"_placeholder\":true,\"num\":0}]\u001ebAQID");
    assertThat(poller.packet())
        .isEqualTo("451-[\"message-back\",{\"_placeholder\":true,\"num\":0}]");
    assertThat(poller.packet()).isEqualTo("bAQID");
  }

  @Test
  void whatLooksLikeAPlaceholderIsDataWhereNothingIsAttached() {
    try (Dial dial = entered()) {
      dial.say("42[\"message\",{\"_placeholder\":true,\"num\":7}]");
      assertThat(dial.next()).isEqualTo("42[\"message-back\",{\"_placeholder\":true,\"num\":7}]");
    }
  }

  @Test
  void largeObjectsMayStandBesideBytes() {
    StringBuilder fields = new StringBuilder("{\"first\":0");
    for (int i = 0; i < 500; i++) {
      fields.append(",\"f").append(i).append("\":").append(i);
    }
    String object = fields.append('}').toString();
    try (Dial dial = entered()) {
      dial.say("451-[\"message\"," + object + ",{\"_placeholder\":true,\"num\":0}]").sayBytes(1);
      assertThat(dial.next())
          .isEqualTo("451-[\"message-back\"," + object + ",{\"_placeholder\":true,\"num\":0}]");
    }
  }

  @Test
  void asLongAMessageAsAPostIsTaken() {
    try (Dial dial = entered()) {
      String text = "x".repeat(900_000);
      dial.say("42[\"message\",\"" + text + "\"]");
      assertThat(dial.next()).hasSize(900_000 + 21);
      dial.say("42[\"message\",\"" + text + text + "\"]");
      assertThat(dial.next()).isEqualTo("closed 1009");
    }
  }

  @Test
  void theServerAsksAndIsAnswered() {
    try (Dial dial = entered()) {
      dial.say("421[\"ask-me\",{\"how\":\"are you\"}]");
      String question = dial.next();
      assertThat(question).matches("42\\d+\\[\"question\",\\{\"how\":\"are you\"}]");
      String number = question.substring(2, question.indexOf('['));
      dial.say("43999[\"a stranger's\"]");
      dial.say("43" + number + "[\"fine\",2]").say("43" + number + "[\"twice\"]");
      assertThat(dial.next()).isEqualTo("431[[\"fine\",2]]");
      dial.say("422[\"ask-me\",1]");
      String next = dial.next();
      String another = next.substring(2, next.indexOf('['));
      assertThat(another).isNotEqualTo(number);
      dial.say("461-" + another + "[{\"_placeholder\":true,\"num\":0}]").sayBytes(9);
      assertThat(dial.next()).isEqualTo("461-2[[{\"_placeholder\":true,\"num\":0}]]");
      assertThat(dial.next()).isEqualTo("binary 09");
    }
  }

  @Test
  void whoDoesNotAnswerInTimeHasNot() {
    try (Dial dial = entered()) {
      long asked = System.nanoTime();
      dial.say("421[\"ask-me\",1]");
      assertThat(dial.next()).contains("question");
      assertThat(dial.next()).isEqualTo("431[\"timeout\"]");
      assertThat(System.nanoTime() - asked).isGreaterThan(1_900_000_000L);
    }
  }

  @Test
  void whoIsGoneWillNotAnswer() throws InterruptedException {
    BlockingQueue<String> outcome = new LinkedBlockingQueue<>();
    Dial dial = entered();
    io.of("/").socket(dial.sid()).ask(Duration.ofMinutes(5), noting(outcome), "question");
    assertThat(dial.next()).isEqualTo("420[\"question\"]");
    dial.close();
    assertThat(outcome.poll(10, TimeUnit.SECONDS)).isEqualTo("missed");
  }

  @Test
  void answersThatAreOwedHaveABound() throws InterruptedException {
    BlockingQueue<String> outcome = new LinkedBlockingQueue<>();
    try (Dial dial = entered()) {
      Socket socket = io.of("/").socket(dial.sid());
      for (int i = 0; i <= SocketIoOptions.Bounds.DEFAULT.acks(); i++) {
        socket.ask(Duration.ofMinutes(5), noting(outcome), "question", i);
      }
      assertThat(outcome.poll(10, TimeUnit.SECONDS)).isEqualTo("missed");
      assertThat(outcome).isEmpty();
    }
  }

  @Test
  void javaValuesBecomeJsonAndAttachments() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("bytes", new byte[] {1, 2});
    map.put("none", null);
    map.put("list", Arrays.asList(1, 2.5, "x\"y", true, Double.NaN));
    try (Dial dial = entered()) {
      Socket socket = io.of("/").socket(dial.sid());
      socket.emit("all", map, new byte[0], Json.of("{\"raw\":1}"), 7L);
      assertThat(dial.next())
          .isEqualTo(
              "452-[\"all\",{\"bytes\":{\"_placeholder\":true,\"num\":0},\"none\":null,"
                  + "\"list\":[1,2.5,\"x\\\"y\",true,null]},{\"_placeholder\":true,\"num\":1},"
                  + "{\"raw\":1},7]");
      assertThat(dial.next()).isEqualTo("binary 0102");
      assertThat(dial.next()).isEqualTo("binary ");
      assertThatThrownBy(() -> socket.emit("x", new Object()))
          .isInstanceOf(IllegalArgumentException.class);
      List<Object> endless = new java.util.ArrayList<>();
      endless.add(endless);
      assertThatThrownBy(() -> socket.emit("x", endless))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void argumentsAreReadAsWhatTheyAre() throws InterruptedException {
    BlockingQueue<Arguments> heard = new LinkedBlockingQueue<>();
    try (Dial dial = entered()) {
      io.of("/").socket(dial.sid()).on("all", (arguments, _) -> heard.add(arguments));
      dial.say("451-[\"all\",\"t\",2.5,{\"_placeholder\":true,\"num\":0},{}]").sayBytes(1, 2);
      Arguments all = heard.poll(10, TimeUnit.SECONDS);
      assertThat(all.size()).isEqualTo(4);
      assertThat(all.text(0)).isEqualTo("t");
      assertThat(all.text(1)).isNull();
      assertThat(all.number(1)).isEqualTo(2.5);
      assertThat(all.number(0)).isNaN();
      assertThat(all.bytes(2)).containsExactly(1, 2);
      assertThat(all.bytes(3)).isNull();
      assertThat(all.json(9).toString()).isEqualTo("null");
      assertThat(all.bytes(9)).isNull();
      dial.say("42[\"all\",{\"_placeholder\":true,\"num\":0}]");
      assertThat(heard.poll(10, TimeUnit.SECONDS).bytes(0)).isNull();
    }
  }

  private static Acknowledged noting(BlockingQueue<String> outcome) {
    return new Acknowledged() {
      @Override
      public void answered(Arguments arguments) {
        outcome.add(arguments.toString());
      }

      @Override
      public void missed() {
        outcome.add("missed");
      }
    };
  }

  private static Dial entered() {
    Dial dial = Dial.in(site.port());
    dial.next();
    return dial;
  }
}
