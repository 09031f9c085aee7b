// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.peerjs;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import dev.switchboard.protocol.Alarm;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What two PeerJS clients tell each other.
class PeerJsRelayTest {
  private static final Switchboard SERVER = TestServer.start();
  private static final String PAYLOAD =
      "{\"sdp\":{\"type\":\"offer\",\"sdp\":\"v=0\\r\\n\"}, \"type\":\"data\",\"connectionId\":\"dc_1\","
          + "\"metadata\":{\"é\":[1.50,null]},\"label\":\"dc_1\",\"reliable\":true,"
          + "\"serialization\":\"binary\",\"new\\u0041\":\"\\u00e9\"}";

  private final Alarm alarm = new Alarm();
  private final Page ann = Page.open(SERVER, "ann");
  private final Page bob = Page.open(SERVER, "bob");

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void bothAreThere() {
    ann.beats();
    bob.beats();
  }

  @AfterEach
  void goHome() {
    ann.goodbye();
    bob.goodbye();
    alarm.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"OFFER", "ANSWER", "CANDIDATE", "LEAVE", "EXPIRE"})
  void aMessageArrivesAsItWasSent(String type) {
    ann.says(type, "bob", PAYLOAD);
    bob.hears(type, ann, PAYLOAD);
  }

  @Test
  void onlyFourFieldsSurviveAndTheSenderIsWhoItIs() {
    ann.says(
        "{\"extra\":1,\"src\":\"eva\",\"dst\":\"bob\",\"payload\":\"x\",\"ttl\":[],\"type\":\"OFFER\"}");
    bob.hears("OFFER", ann, "\"x\"");
  }

  @Test
  void aMissingPayloadStaysMissing() {
    ann.says("{\"type\":\"LEAVE\",\"dst\":\"bob\"}");
    bob.hears("{\"type\":\"LEAVE\",\"src\":\"ann\",\"dst\":\"bob\"}");
    ann.says("OFFER", "bob", "null");
    bob.hears("OFFER", ann, "null");
  }

  @Test
  void textInABinaryFrameIsText() {
    ann.saysBinary(
        "{\"type\":\"OFFER\",\"dst\":\"bob\",\"payload\":\"é\"}".getBytes(StandardCharsets.UTF_8));
    bob.hears("OFFER", ann, "\"é\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "{",
        "null",
        "[]",
        "17",
        "\"OFFER\"",
        "{}",
        "{\"type\":null,\"dst\":\"bob\"}",
        "{\"type\":7,\"dst\":\"bob\"}",
        "{\"type\":\"offer\",\"dst\":\"bob\"}",
        "{\"type\":\"OPEN\",\"dst\":\"bob\"}",
        "{\"type\":\"ERROR\",\"dst\":\"bob\"}",
        "{\"type\":\"ID-TAKEN\",\"dst\":\"bob\"}",
        "{\"type\":\"OFFER\"}",
        "{\"type\":\"OFFER\",\"dst\":\"\"}",
        "{\"type\":\"OFFER\",\"dst\":7}",
        "{\"type\":\"OFFER\",\"dst\":{\"a\":1}}",
        "{\"type\":\"OFFER\",\"dst\":\"a\\u0000b\"}",
        "{\"type\":\"OFFER\",\"dst\":\"\\ud800\"}",
        "{\"type\":\"LEAVE\",\"dst\":7}",
        "{\"type\":\"LEAVE\",\"dst\":\"nobody\"}",
        "{\"type\":\"EXPIRE\",\"dst\":\"nobody\"}",
        "{\"type\":\"EXPIRE\"}",
        "{\"type\":\"HEARTBEAT\",\"dst\":\"bob\"}",
        "{\"type\":\"OFFER\",\"dst\":\"bob\",\"payload\":}",
        "{\"type\":\"OFFER\",\"dst\":\"bob\"} {}",
      })
  void whatMeansNothingIsIgnored(String message) {
    ann.says(message);
    ann.hearsNothing();
    bob.hearsNothing();
  }

  @Test
  void bytesThatAreNoTextAreIgnored() {
    ann.saysBinary(new byte[] {(byte) 0xff, 0});
    ann.saysBinary(
        "{\"type\":\"OFFER\",\"dst\":\"bob\",\"payload\":\"?\"}"
            .replace("?", "\u00ff")
            .getBytes(StandardCharsets.ISO_8859_1));
    ann.hearsNothing();
    bob.hearsNothing();
  }

  @Test
  void whatIsNestedWithoutEndIsIgnored() {
    ann.says("OFFER", "bob", "[".repeat(5000) + "]".repeat(5000));
    bob.hearsNothing();
  }

  @Test
  void messagesKeepTheirOrder() {
    for (int i = 0; i < 500; i++) {
      ann.says("CANDIDATE", "bob", "" + i);
    }
    for (int i = 0; i < 500; i++) {
      bob.hears("CANDIDATE", ann, "" + i);
    }
  }

  @Test
  void whoLeavesWithoutSayingWhomIsFree() {
    Page eva = Page.open(SERVER, "eva");
    eva.says("{\"type\":\"LEAVE\"}").says("OFFER", "bob", "1").settles();
    try (Page other = Page.dial(SERVER, "eva", "another").hears(Page.OPEN)) {
      other.says("OFFER", "bob", "2");
      bob.hears("OFFER", other, "2");
    }
    eva.goodbye();
  }
}
