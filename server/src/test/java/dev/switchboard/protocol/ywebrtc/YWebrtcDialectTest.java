// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.ywebrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import dev.switchboard.protocol.Alarm;
import dev.switchboard.protocol.Puppet;
import dev.switchboard.protocol.Wait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Subscribing and publishing, in peace and otherwise.
class YWebrtcDialectTest {
  private static final String PONG = "{\"type\":\"pong\"}";

  private final Alarm alarm = new Alarm();
  private final Switchboard server =
      TestServer.start(
          "limits.rooms-per-peer", "3", "limits.room-members", "2", "limits.frame", "8k");
  private final Puppet ann = subscriber("tea");
  private final Puppet bob = subscriber("tea");

  @AfterEach
  void theBystandersAreUndisturbed() {
    publish(ann, "tea", "\"all is well\"");
    String heard = published("tea", "\"all is well\"", 2);
    assertThat(ann.hear()).isEqualTo(heard);
    assertThat(bob.hear()).isEqualTo(heard);
    ann.close();
    bob.close();
    server.close();
    alarm.close();
  }

  @Test
  void allFieldsPassAndTheCountIsOurs() {
    ann.say("{\"clients\":99, \"topic\":\"tea\",\"type\":\"publish\",\"x\":[1.50,\"\\u00e9\"]} \n");
    String heard =
        "{\"clients\":99, \"topic\":\"tea\",\"type\":\"publish\",\"x\":[1.50,\"\\u00e9\"],\"clients\":2}";
    assertThat(ann.hear()).isEqualTo(heard);
    assertThat(bob.hear()).isEqualTo(heard);
  }

  @Test
  void whoMayNotStartARoomIsSubscribedToNothing() {
    try (Switchboard strict =
            TestServer.start("rooms.create", "token", "rooms.token", "pass", "port", "0");
        Puppet eva = Puppet.connect(strict.port(), "/y-webrtc", "")) {
      eva.say("{\"type\":\"subscribe\",\"topics\":[\"milk\"]}");
      publish(eva, "milk", "1");
      hearsNothing(eva);
      assertThat(strict.tally().rooms()).isZero();
    }
  }

  @Test
  void subscribingTwiceIsSubscribingOnce() {
    ann.say("{\"type\":\"subscribe\",\"topics\":[\"tea\",\"tea\"]}");
    hearsNothing(ann);
  }

  @Test
  void whoPublishesNeedNotSubscribe() {
    try (Puppet eva = connect()) {
      publish(eva, "tea", "1");
      assertThat(ann.hear()).isEqualTo(published("tea", "1", 2));
      assertThat(bob.hear()).isEqualTo(published("tea", "1", 2));
      hearsNothing(eva);
    }
  }

  @Test
  void whoIsGoneIsNotCounted() {
    Puppet eva = subscriber("milk");
    try (Puppet tab = subscriber("milk")) {
      eva.goodbye();
      Wait.until(
          "one is left",
          () -> {
            publish(tab, "milk", "1");
            return tab.hear().contains("\"clients\":1}");
          });
    }
  }

  @Test
  void aTopicTakesOnlySoManyAndAClientOnlySoManyTopics() {
    try (Puppet eva = subscriber("tea")) {
      hearsNothing(eva);
      publish(eva, "tea", "1");
      assertThat(ann.hear()).isEqualTo(published("tea", "1", 2));
      assertThat(bob.hear()).isEqualTo(published("tea", "1", 2));
      hearsNothing(eva);
      eva.say("{\"type\":\"subscribe\",\"topics\":[\"a\",\"b\",\"c\",\"d\",\"e\"]}");
      publish(eva, "c", "1");
      assertThat(eva.hear()).isEqualTo(published("c", "1", 1));
      publish(eva, "d", "1");
      hearsNothing(eva);
      eva.say("{\"type\":\"unsubscribe\",\"topics\":[\"a\",\"nothing\"]}");
      eva.say("{\"type\":\"subscribe\",\"topics\":[\"d\"]}");
      publish(eva, "d", "1");
      assertThat(eva.hear()).isEqualTo(published("d", "1", 1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "null",
        "[]",
        "{}",
        "{\"type\":1}",
        "{\"type\":\"other\"}",
        "{\"type\":\"subscribe\"}",
        "{\"type\":\"subscribe\",\"topics\":\"tea\"}",
        "{\"type\":\"subscribe\",\"topics\":[1,null,{},[],\"\",\"\\ud800\"]}",
        "{\"type\":\"unsubscribe\"}",
        "{\"type\":\"unsubscribe\",\"topics\":{\"0\":\"tea\"}}",
        "{\"type\":\"publish\"}",
        "{\"type\":\"publish\",\"topic\":\"\"}",
        "{\"type\":\"publish\",\"topic\":7}",
        "{\"type\":\"publish\",\"topic\":\"nobody listens\"}",
        "{\"type\":\"publish\",\"topic\":\"tea\"",
        "{\"type\":\"pong\"}",
      })
  void whatMeansNothingIsIgnored(String message) {
    try (Puppet eva = connect()) {
      eva.say(message);
      hearsNothing(eva);
    }
  }

  @Test
  void namesHaveBounds() {
    try (Puppet eva = connect()) {
      String longest = "x".repeat(256);
      eva.say("{\"type\":\"subscribe\",\"topics\":[\"x%s\",\"%s\"]}".formatted(longest, longest));
      publish(eva, longest, "1");
      assertThat(eva.hear()).isEqualTo(published(longest, "1", 1));
      publish(eva, "x" + longest, "1");
      hearsNothing(eva);
    }
  }

  @Test
  void aMessageThatIsTooLongEndsItsSender() {
    try (Puppet eva = subscriber("milk")) {
      publish(eva, "tea", "\"" + "x".repeat(9000) + "\"");
      assertThat(eva.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void topicsAreNoRoomsOfTheApp() {
    try (Puppet app = Puppet.connect(server.port(), "/ws", "switchboard.v1")) {
      app.say("{\"type\":\"hello\",\"versions\":[1]}").hear("welcome");
      app.say("{\"type\":\"who\",\"id\":1,\"room\":\"tea\"}");
      assertThat(app.hear()).contains("\"peers\":[]");
    }
  }

  private Puppet connect() {
    return Puppet.connect(server.port(), "/y-webrtc", "");
  }

  private Puppet subscriber(String topic) {
    Puppet puppet = connect().say("{\"type\":\"subscribe\",\"topics\":[\"" + topic + "\"]}");
    hearsNothing(puppet);
    return puppet;
  }

  private static void publish(Puppet puppet, String topic, String data) {
    puppet.say("{\"type\":\"publish\",\"topic\":\"%s\",\"data\":%s}".formatted(topic, data));
  }

  private static String published(String topic, String data, int clients) {
    return "{\"type\":\"publish\",\"topic\":\"%s\",\"data\":%s,\"clients\":%d}"
        .formatted(topic, data, clients);
  }

  /// What was said before has been dealt with.
  private static void hearsNothing(Puppet puppet) {
    assertThat(puppet.say("{\"type\":\"ping\"}").hear()).isEqualTo(PONG);
  }
}
