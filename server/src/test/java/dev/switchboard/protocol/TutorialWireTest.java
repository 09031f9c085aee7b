// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is the same in all dialects of the tutorials: how one connects, and what a line does that
/// breaks the rules of WebSockets.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TutorialWireTest {
  private final Hall hall = Tongue.hall();

  @AfterAll
  void everybodyLeaves() {
    hall.close();
  }

  @ParameterizedTest
  @EnumSource
  void anyPathQueryAndOriginIsAccepted(Tongue tongue) {
    String[] below = {"", "/", "/a", "/a/b%20c/%E7%BA%A2", "?x", "/a?b=c&d", "/room.html"};
    for (String path : below) {
      Wire wire = hall.wire(0, tongue.mount() + path, "Origin: https://x.example\r\n");
      assertThat(wire.head()).doesNotContain("sec-websocket-protocol", "sec-websocket-extensions");
      hall.wire(0, tongue.mount() + path, "Origin: null\r\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSubprotocolIsNeitherNeededNorInTheWay(Tongue tongue) {
    String name = "Sec-WebSocket-Protocol: ";
    assertThat(hall.wire(0, tongue.mount(), name + "echo-protocol, b\r\n").head())
        .contains("sec-websocket-protocol: echo-protocol\r\n");
  }

  @ParameterizedTest
  @EnumSource
  void aPageThatIsAskedForIsAnswered(Tongue tongue) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String path : new String[] {tongue.mount(), tongue.mount() + "/below?x"}) {
        URI address = URI.create("http://127.0.0.1:" + hall.port() + path);
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(tongue == Tongue.CHANNELS ? 200 : 426);
        assertThat(answer.body()).contains("tutorial").contains("WebSockets");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void binaryMessagesAreIgnored(Tongue tongue) throws IOException {
    Couple couple = new Couple(hall, tongue, "binary" + tongue);
    Wire wire = hall.wire(0, tongue.mount() + "/binary" + tongue, "");
    String notice = tongue == Tongue.BROADCAST || tongue == Tongue.AUTO ? "connected" : "";
    wire.send(Wire.BINARY, new byte[] {1, 2, (byte) 0xff});
    wire.send(
        Wire.BINARY, tongue.frame("binary" + tongue, "ana", 7).getBytes(StandardCharsets.UTF_8));
    wire.send(Wire.PING, "x".getBytes(StandardCharsets.UTF_8));
    assertThat(wire.next()).isEqualTo(new Wire.Heard(Wire.PONG, "x", 0));
    if (notice.isEmpty()) {
      couple.areUndisturbed();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoBreaksTheRulesOfTheWireIsClosedAlone(Tongue tongue) throws IOException {
    Couple couple = new Couple(hall, tongue, "rules" + tongue);
    byte[] large = new byte[(256 << 10) + 1];
    Arrays.fill(large, (byte) 'x');
    assertThat(closeCode(tongue, Wire.frame(Wire.TEXT, large))).isEqualTo(1009);
    assertThat(closeCode(tongue, Wire.frame(Wire.TEXT, new byte[] {'a', (byte) 0xc0, 'b'})))
        .isEqualTo(1007);
    assertThat(closeCode(tongue, new byte[] {(byte) 0x81, 2, 'h', 'i'})).isEqualTo(1002);
    assertThat(closeCode(tongue, new byte[] {(byte) 0xf1, (byte) 0x80, 0, 0, 0, 0}))
        .isEqualTo(1002);
    assertThat(closeCode(tongue, Wire.frame(3, new byte[0]))).isEqualTo(1002);
    couple.areUndisturbed();
  }

  @ParameterizedTest
  @EnumSource
  void theLargestMessageAllowedPasses(Tongue tongue) throws IOException {
    Wire wire = hall.wire(0, tongue.mount() + "/large" + tongue, "");
    byte[] large = new byte[256 << 10];
    Arrays.fill(large, (byte) ' ');
    wire.send(Wire.TEXT, large);
    wire.send(Wire.PING, new byte[0]);
    Wire.Heard heard = wire.next();
    while (heard.opcode() == Wire.TEXT) {
      heard = wire.next();
    }
    assertThat(heard.opcode()).isEqualTo(Wire.PONG);
  }

  @ParameterizedTest
  @EnumSource
  void pagesOfOtherSitesCanBeKeptOut(Tongue tongue) {
    try (Hall strict = Tongue.hall("tutorial-origins", "https://ours.example")) {
      strict.wire(0, tongue.mount(), "Origin: https://ours.example\r\n");
      strict.wire(0, tongue.mount(), "Origin: http://localhost\r\n");
      strict.wire(0, tongue.mount(), "");
      assertThatThrownBy(() -> strict.wire(0, tongue.mount(), "Origin: https://evil.example\r\n"))
          .hasMessageContaining("403");
    }
  }

  @Test
  void aLobbysNameIsNotEndlessWherePathsAreLobbies() {
    String far = "/" + "x".repeat(300);
    hall.wire(0, Tongue.LOGIN.mount() + far, "");
    hall.wire(0, Tongue.CHANNELS.mount() + far, "");
    assertThatThrownBy(() -> hall.wire(0, Tongue.RELAY.mount() + far, ""))
        .hasMessageContaining("414");
  }

  private int closeCode(Tongue tongue, byte[] bytes) throws IOException {
    try (Wire wire = hall.wire(0, tongue.mount() + "/bad" + tongue, "")) {
      wire.raw(bytes);
      return wire.closeCode();
    }
  }
}
