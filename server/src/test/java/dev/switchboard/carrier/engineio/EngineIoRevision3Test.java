// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.carrier.Dial;
import dev.switchboard.carrier.Poller;
import dev.switchboard.carrier.TestSite;
import dev.switchboard.conformance.EngineIoEcho;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How bodies and messages look to the clients of Socket.IO 2.
final class EngineIoRevision3Test {
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site = TestSite.start(TestSite.CALM, new EngineIoEcho());
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void theGreetingHasItsLengthInFront() {
    String hello = Poller.open(site.port(), 3, "").hello();
    int colon = hello.indexOf(':');
    assertThat(hello.substring(0, colon)).isEqualTo("" + (hello.length() - colon - 1));
    assertThat(hello.substring(colon + 1)).startsWith("0{\"sid\":\"");
  }

  /// As JavaScript counts: a character outside of the first plane is two.
  @Test
  void lengthsAreThoseOfUtf16() {
    Poller poller = Poller.open(site.port(), 3, "");
    poller.post("2:4€3:4😀4:4ßßa1:4");
    assertThat(poller.get().body()).isEqualTo("2:4€3:4😀4:4ßßa1:4");
  }

  @Test
  void bytesMakeAWholeBodyBinary() {
    Poller poller = Poller.open(site.port(), 3, "");
    poller.post("3:4€a10:b4AAEC/w==");
    assertThat(HexFormat.of().formatHex(poller.getBytes()))
        .isEqualTo("0005ff" + "34e282ac61" + "0105ff" + "04000102ff");
  }

  @Test
  void whoCannotReadBytesGetsBase64() {
    Poller poller = Poller.open(site.port(), 3, "&b64=1");
    poller.postBytes(HexFormat.of().parseHex("0002ff3461" + "0103ff0400ff"));
    assertThat(poller.get().body()).isEqualTo("2:4a6:b4AP8=");
  }

  @Test
  void aBodyOfBytesIsRead() {
    Poller poller = Poller.open(site.port(), 3, "");
    poller.postBytes(HexFormat.of().parseHex("00010200ff" + "34" + "61".repeat(119)));
    assertThat(poller.get().body()).isEqualTo("120:4" + "a".repeat(119));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        ":4",
        "0:",
        "1:",
        "3:4a",
        "2:4a1",
        "4a",
        "99999999999:4a",
        "-1:4a",
        "2:😀",
        "1:€",
        "2:b4x",
        "5:b4A=x",
        "4:b1AA",
        "2:9a",
        "1:b"
      })
  void aBadBodyEndsTheSession(String body) {
    Poller poller = Poller.open(site.port(), 3, "");
    assertThat(poller.post(body).statusCode()).isEqualTo(400);
    assertThat(poller.get().body()).contains("Session ID unknown");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00",
        "0001ff",
        "0002ff34",
        "ff",
        "0201ff34",
        "0001ff35ff",
        "00ff34",
        "00010a02ff34",
        "0101ff05",
        "0002ff34ff",
        "000101010101010101010101ff34"
      })
  void soDoesABadBodyOfBytes(String hex) {
    Poller poller = Poller.open(site.port(), 3, "");
    assertThat(poller.postBytes(HexFormat.of().parseHex(hex)).statusCode()).isEqualTo(400);
    assertThat(poller.get().body()).contains("Session ID unknown");
  }

  @Test
  void bytesOnAWebSocketHaveTheirTypeInFront() {
    try (Dial dial = Dial.raw(site.port(), "EIO=3")) {
      dial.next();
      dial.sayBytes(4, 1, 2, 255);
      assertThat(dial.next()).isEqualTo("binary 040102ff");
      dial.sayBytes(4);
      assertThat(dial.next()).isEqualTo("binary 04");
      dial.sayBytes(1, 2, 3);
      assertThat(dial.next()).startsWith("closed");
    }
  }

  @Test
  void inRevision4TheyHaveNone() {
    try (Dial dial = Dial.raw(site.port(), "EIO=4")) {
      dial.next();
      dial.sayBytes(1, 2, 255);
      assertThat(dial.next()).isEqualTo("binary 0102ff");
      dial.sayBytes();
      assertThat(dial.next()).isEqualTo("binary ");
    }
  }

  @Test
  void longBodiesGoThrough() {
    Poller poller = Poller.open(site.port(), 3, "");
    String text = "4" + "ü".repeat(50_000);
    poller.post(text.length() + ":" + text);
    assertThat(poller.get().body()).isEqualTo(text.length() + ":" + text);
    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSize(100_001);
  }
}
