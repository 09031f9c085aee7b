// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import dev.switchboard.net.CloseReason;
import dev.switchboard.protocol.Alarm;
import dev.switchboard.protocol.Wait;
import dev.switchboard.protocol.Wire;
import dev.switchboard.protocol.plain.Hellos.Guest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What breaks the protocol ends its connection with the right code, is counted, and disturbs
/// nobody.
class BadInputTest {
  private static final String LONE = "\\ud800";

  private static Switchboard server;
  private static Bystanders bystanders;
  private static Alarm alarm;

  @BeforeAll
  static void start() {
    alarm = new Alarm();
    server = TestServer.start("limits.frame", "16k", "limits.fragments", "100", "loops", "2");
    bystanders = new Bystanders(server.port());
  }

  @AfterAll
  static void stop() {
    bystanders.close();
    server.close();
    alarm.close();
  }

  @AfterEach
  void nobodyElseIsDisturbed() {
    bystanders.areUndisturbed();
    alarm.staysSilent();
  }

  static Stream<String> noFrames() {
    return Stream.of(
        "",
        " ",
        "hello",
        "[]",
        "null",
        "\"hello\"",
        "1",
        "{",
        "{}",
        "{}{}",
        "{\"type\":\"ping\"}x",
        "{\"type\":\"ping\",}",
        "{'type':'ping'}",
        "{\"typ\":\"ping\"}",
        "{\"type\":5}",
        "{\"type\":null}",
        "{\"type\":{}}",
        "{\"type\":[\"ping\"]}",
        "{\"type\":\"" + LONE + "\"}",
        "{\"type\":\"ping\",\"x\":\"\u0001\"}",
        "{\"type\":\"ping\",\"x\":01}",
        "{\"type\":\"ping\",\"x\":NaN}",
        "{\"type\":\"ping\",\"x\":" + "[".repeat(32) + "]".repeat(32) + "}",
        "{\"type\":\"ping\",\"x\":" + "[".repeat(8000),
        "{\"type\":\"ping\",\"x\":" + "{\"a\":".repeat(3000),
        "{\"type\":\"ping\"" + ",\"x\":1".repeat(64) + "}");
  }

  @ParameterizedTest
  @MethodSource("noFrames")
  void whatIsNoFrameEndsIn4400(String message) {
    Guest ana = Hellos.plain(server.port());
    expect(ana.wire().say(message), CloseReason.MALFORMED);
    expect(Wire.greet(server.port(), message), CloseReason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"ping\"}",
        "{\"type\":\"ack\",\"seq\":0}",
        "{\"type\":\"join\",\"room\":\"r\"}",
        "{\"type\":\"hello\"}",
        "{\"type\":\"hello\",\"versions\":1}",
        "{\"type\":\"hello\",\"versions\":[]}",
        "{\"type\":\"hello\",\"versions\":{\"1\":1}}",
        "{\"type\":\"hello\",\"versions\":null}",
        "{\"type\":\"hello\",\"versions\":[1],\"about\":5}",
        "{\"type\":\"hello\",\"versions\":[1],\"about\":null}",
        "{\"type\":\"hello\",\"versions\":[1],\"resume\":null}",
        "{\"type\":\"hello\",\"versions\":[1],\"resume\":[]}",
        "{\"type\":\"hello\",\"versions\":[1],\"resume\":{}}",
        "{\"type\":\"hello\",\"versions\":[1],\"resume\":{\"peer\":5,\"secret\":\"x\"}}",
        "{\"type\":\"hello\",\"versions\":[1],\"resume\":{\"peer\":\"\",\"secret\":\"x\"}}",
        "{\"type\":\"hello\",\"versions\":[1],\"resume\":{\"peer\":\"x\",\"secret\":5}}",
        "{\"type\":\"hello\",\"versions\":[1],\"resume\":{\"peer\":\"x\"}}",
        "{\"type\":\"hello\",\"versions\":[1],"
            + "\"resume\":{\"peer\":\"x\",\"secret\":\"x\",\"received\":-1}}",
        "{\"type\":\"hello\",\"versions\":[1],"
            + "\"resume\":{\"peer\":\"x\",\"secret\":\"x\",\"received\":1.5}}",
      })
  void whatIsNoHelloEndsIn4400(String hello) {
    expect(Wire.greet(server.port(), hello), CloseReason.MALFORMED);
  }

  @Test
  void tooLongADescriptionOrNameInAHelloEndsIn4400() {
    String about = "{\"name\":\"" + "x".repeat(2048) + "\"}";
    expect(
        Wire.greet(server.port(), "{\"type\":\"hello\",\"versions\":[1],\"about\":" + about + "}"),
        CloseReason.MALFORMED);
    expect(
        Wire.greet(server.port(), Hellos.back("x".repeat(10_000), "x", 0)), CloseReason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[2]", "[0]", "[\"1\"]", "[1.5]", "[null]", "[[1]]", "[11]", "[true]"})
  void noVersionInCommonEndsIn4426(String versions) {
    String hello = "{\"type\":\"hello\",\"versions\":" + versions + "}";
    expect(Wire.greet(server.port(), hello), CloseReason.VERSION);
  }

  @Test
  void ofManyVersionsTheKnownOneIsTaken() {
    try (Wire wire = Wire.greet(server.port(), "{\"type\":\"hello\",\"versions\":[7,1,\"x\"]}")) {
      assertThat(wire.hear()).contains("\"version\":1");
    }
  }

  @Test
  void aSecondHelloEndsIn4400() {
    expect(Hellos.plain(server.port()).wire().say(Hellos.PLAIN), CloseReason.MALFORMED);
    expect(Hellos.numbered(server.port()).wire().say(Hellos.NUMBERED), CloseReason.MALFORMED);
  }

  @Test
  void binaryFramesEndIn1003() throws IOException {
    Wire ana = Hellos.plain(server.port()).wire();
    ana.send(Wire.BINARY, Hellos.PLAIN.getBytes(StandardCharsets.UTF_8));
    expect(ana, CloseReason.UNSUPPORTED_DATA);
    Wire bob = Wire.connect(server.port());
    bob.send(Wire.BINARY, new byte[0]);
    expect(bob, CloseReason.UNSUPPORTED_DATA);
  }

  @Test
  void longMessagesEndIn1009() throws IOException {
    String most = "{\"type\":\"ping\",\"x\":\"" + "x".repeat((16 << 10) - 22) + "\"}";
    Wire ana = Hellos.plain(server.port()).wire();
    ana.say(most);
    assertThat(ana.hear()).isEqualTo("{\"type\":\"pong\"}");
    expect(ana.say(most + " "), CloseReason.TOO_BIG);

    Wire bob = Wire.connect(server.port());
    bob.raw(new byte[] {(byte) 0x81, (byte) 0xff, 0x7f, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5});
    expect(bob, CloseReason.TOO_BIG);
  }

  @Test
  void whatIsNotUtf8EndsIn1007() throws IOException {
    byte[][] bad = {
      {(byte) 0xff},
      {(byte) 0xc3},
      {(byte) 0xc0, (byte) 0x80},
      {(byte) 0xed, (byte) 0xa0, (byte) 0x80}
    };
    for (byte[] bytes : bad) {
      byte[] text = "{\"type\":\"join\",\"room\":\"    \"}".getBytes(StandardCharsets.UTF_8);
      System.arraycopy(bytes, 0, text, 23, bytes.length);
      Wire ana = Hellos.plain(server.port()).wire();
      ana.send(Wire.TEXT, text);
      expect(ana, CloseReason.NOT_UTF8);
    }
  }

  @Test
  void brokenFramesEndIn1002() throws IOException {
    Wire ana = Hellos.plain(server.port()).wire();
    ana.raw(new byte[] {(byte) 0x81, 0x02, '{', '}'});
    expect(ana, CloseReason.PROTOCOL_ERROR);
  }

  /// The connection ends with this code, and that is counted.
  private static void expect(Wire wire, CloseReason reason) {
    long before = server.tally().closes(reason);
    try (wire) {
      assertThat(wire.closeCode()).isEqualTo(reason.code());
    }
    Wait.until(reason + " is counted", () -> server.tally().closes(reason) == before + 1);
  }
}
