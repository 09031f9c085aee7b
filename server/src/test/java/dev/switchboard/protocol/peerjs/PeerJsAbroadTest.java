// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.peerjs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import dev.switchboard.protocol.Json;
import dev.switchboard.protocol.Puppet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calls between PeerJS pages and those who speak something else.
class PeerJsAbroadTest {
  private static final String OFFER = "{\"type\":\"offer\",\"sdp\":\"v=0\\r\\n\"}";
  private static final String ANSWER = "{\"type\":\"answer\",\"sdp\":\"v=1\\r\\n\"}";
  private static final String CANDIDATE = "{\"candidate\":\"c\",\"sdpMid\":\"0\"}";

  private final Switchboard server = TestServer.start();
  private final Page page = Page.open(server, "page");
  private final Puppet app = Puppet.connect(server.port(), "/ws", "switchboard.v1");
  private String self = "";

  @BeforeEach
  void theAppHasAHandle() {
    app.say("{\"type\":\"hello\",\"versions\":[1],\"about\":{\"name\":\"Ann\"}}");
    self = (String) ((Map<?, ?>) Json.parse(app.hear())).get("peer");
    app.say("{\"type\":\"claim\",\"id\":1,\"handle\":\"ann\"}").hear("\"re\":1");
  }

  @AfterEach
  void stop() {
    page.close();
    app.close();
    server.close();
  }

  @Test
  void aPageCallsTheAppByHandle() {
    callsBy("ann");
  }

  @Test
  void aPageCallsTheAppById() {
    callsBy(self);
  }

  @Test
  void theAppRingsAPageAndIsToldToSendItsOffer() {
    app.say("{\"type\":\"ring\",\"id\":2,\"to\":\"page\",\"data\":{\"video\":true}}");
    assertThat(app.hear("accept")).contains("\"data\":{\"direct\":true}");
    String connection = appCalls();
    page.says("CANDIDATE", "ann", payload("candidate", CANDIDATE, connection));
    assertThat(app.hear()).isEqualTo(told("candidate", CANDIDATE));
    page.says("ANSWER", "ann", payload("sdp", ANSWER, connection));
    assertThat(app.hear()).isEqualTo(told("answer", ANSWER));
    says("candidate", CANDIDATE);
    page.hears(heard("CANDIDATE", "candidate", CANDIDATE, "ann", connection));
    says("candidate", "null");
    says("hangup", "null");
    page.hears("{\"type\":\"LEAVE\",\"src\":\"ann\",\"dst\":\"page\"}").hearsNothing();
  }

  @Test
  void aSecondOfferKeepsTheConnectionSoThatThePageDropsTheFirst() {
    String connection = appCalls();
    says("offer", OFFER);
    page.hears(heard("OFFER", "sdp", OFFER, "ann", connection));
  }

  @Test
  void aDataConnectionIsMetAsIfNobodyWereThere() {
    page.says(
        "OFFER", "ann", "{\"sdp\":" + OFFER + ",\"type\":\"data\",\"connectionId\":\"dc_1\"}");
    page.hears("{\"type\":\"EXPIRE\",\"src\":\"ann\",\"dst\":\"page\"}");
    page.says("CANDIDATE", "ann", payload("candidate", CANDIDATE, "dc_1"));
    for (String odd : new String[] {"7", "null", "{}", "{\"type\":\"media\"}", "[]"}) {
      page.says("OFFER", "ann", odd);
      page.hears("{\"type\":\"EXPIRE\",\"src\":\"ann\",\"dst\":\"page\"}");
    }
    page.says("{\"type\":\"OFFER\",\"dst\":\"ann\"}").hearsNothing();
    appHearsNothing();
  }

  @Test
  void nobodyAnswersOrEndsACallThatIsNotTheirs() {
    page.says("ANSWER", "ann", payload("sdp", ANSWER, "mc_1"));
    page.says("CANDIDATE", "ann", payload("candidate", CANDIDATE, "mc_1"));
    page.says("LEAVE", "ann", "{}").says("EXPIRE", "ann", "{}");
    says("answer", ANSWER);
    says("candidate", CANDIDATE);
    says("hangup", "null");
    says("message", "{\"type\":\"OFFER\",\"src\":\"bob\",\"dst\":\"page\"}");
    page.hearsNothing();
    appHearsNothing();
    page.says("OFFER", "ann", payload("sdp", OFFER, "mc_2"));
    app.hear("offer");
    page.says("CANDIDATE", "ann", payload("candidate", CANDIDATE, "mc_1")).hearsNothing();
    appHearsNothing();
  }

  @Test
  void whoeverIsInACallHearsThatThePageIsGone() {
    page.says("OFFER", "ann", payload("sdp", OFFER, "mc_1"));
    app.hear("offer");
    page.goodbye();
    assertThat(app.hear()).isEqualTo(told("hangup", "null"));
  }

  @Test
  void aCallOutlivesATakeOver() {
    page.says("OFFER", "ann", payload("sdp", OFFER, "mc_1"));
    app.hear("offer");
    try (Page again = Page.open(server, "page")) {
      says("answer", ANSWER);
      again.hears(heard("ANSWER", "sdp", ANSWER, "ann", "mc_1"));
    }
    assertThat(app.hear()).isEqualTo(told("hangup", "null"));
  }

  @Test
  void ofTooManyCallsTheOldestIsForgotten() {
    try (Puppet user = Puppet.connect(server.port(), "/tutorial/login", "")) {
      appCalls();
      user.say("{\"type\":\"login\",\"name\":\"tutor\"}").hear("true");
      for (int i = 0; i < 4; i++) {
        try (Puppet other = Puppet.connect(server.port(), "/tutorial/login", "")) {
          other.say("{\"type\":\"login\",\"name\":\"tutor" + i + "\"}").hear("true");
          page.says("OFFER", "tutor" + i, payload("sdp", OFFER, "mc_" + i));
          other.hear("offer");
        }
      }
      says("candidate", CANDIDATE);
      page.hearsNothing();
    }
  }

  @Test
  void aPageCallsATutorialsUser() {
    try (Puppet user = Puppet.connect(server.port(), "/tutorial/login", "")) {
      user.say("{\"type\":\"login\",\"name\":\"tutor\"}").hear("true");
      page.says("OFFER", "tutor", payload("sdp", OFFER, "mc_1"));
      assertThat(user.hear())
          .isEqualTo("{\"type\":\"offer\",\"offer\":" + OFFER + ",\"name\":\"page\"}");
      user.say("{\"type\":\"answer\",\"answer\":" + ANSWER + ",\"name\":\"page\"}");
      page.hears(heard("ANSWER", "sdp", ANSWER, "tutor", "mc_1"));
      page.says("LEAVE", "tutor", "{}");
      assertThat(user.hear()).isEqualTo("{\"type\":\"leave\"}");
    }
  }

  @Test
  void thePageIsNotOnTheBoard() {
    app.say("{\"type\":\"watch\",\"id\":3}");
    assertThat(app.hear("\"re\":3")).doesNotContain("page");
  }

  private void callsBy(String name) {
    page.says("OFFER", name, payload("sdp", OFFER, "mc_1"));
    assertThat(app.hear()).isEqualTo(told("offer", OFFER));
    page.says("CANDIDATE", name, payload("candidate", CANDIDATE, "mc_1"));
    assertThat(app.hear()).isEqualTo(told("candidate", CANDIDATE));
    says("answer", ANSWER);
    page.hears(heard("ANSWER", "sdp", ANSWER, name, "mc_1"));
    says("candidate", CANDIDATE);
    page.hears(heard("CANDIDATE", "candidate", CANDIDATE, name, "mc_1"));
    page.says("LEAVE", name, "{}");
    assertThat(app.hear()).isEqualTo(told("hangup", "null"));
    says("hangup", "null");
    page.hearsNothing();
  }

  /// The connection that was made up for it.
  private String appCalls() {
    says("offer", OFFER);
    String offer = page.hear();
    Map<?, ?> payload = (Map<?, ?>) ((Map<?, ?>) Json.parse(offer)).get("payload");
    String connection = (String) payload.get("connectionId");
    assertThat(connection).startsWith("mc_");
    assertThat(offer).isEqualTo(heard("OFFER", "sdp", OFFER, "ann", connection));
    return connection;
  }

  private void says(String kind, String data) {
    app.say(
        "{\"type\":\"signal\",\"to\":\"page\",\"kind\":\"%s\",\"data\":%s}".formatted(kind, data));
  }

  private void appHearsNothing() {
    app.say("{\"type\":\"who\",\"id\":99,\"room\":\"none\"}");
    assertThat(app.hear()).contains("\"re\":99");
  }

  private static String told(String kind, String data) {
    return "{\"type\":\"signal\",\"from\":\"page\",\"kind\":\"%s\",\"data\":%s}"
        .formatted(kind, data);
  }

  private static String payload(String name, String content, String connection) {
    return "{\"%s\":%s,\"type\":\"media\",\"connectionId\":\"%s\"}"
        .formatted(name, content, connection);
  }

  private static String heard(
      String type, String name, String content, String from, String connection) {
    return "{\"type\":\"%s\",\"src\":\"%s\",\"dst\":\"page\",\"payload\":%s}"
        .formatted(type, from, payload(name, content, connection));
  }
}
