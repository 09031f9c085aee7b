// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static dev.switchboard.net.ClientFrames.FIN;
import static dev.switchboard.net.ClientFrames.utf8;
import static dev.switchboard.net.WebSocketReader.BINARY;
import static dev.switchboard.net.WebSocketReader.CLOSE;
import static dev.switchboard.net.WebSocketReader.CONTINUATION;
import static dev.switchboard.net.WebSocketReader.PING;
import static dev.switchboard.net.WebSocketReader.PONG;
import static dev.switchboard.net.WebSocketReader.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every rule of RFC 6455 that a client can break, each with what came before it answered and what
/// comes behind it ignored, and each in one read, byte by byte and in random pieces.
final class FrameRulesTest {
  static Stream<byte[]> protocolErrors() {
    List<byte[]> wrong = new ArrayList<>();
    for (int reserved = 0x10; reserved <= 0x70; reserved += 0x10) {
      for (int opcode : List.of(TEXT, BINARY, PING, PONG, CLOSE)) {
        wrong.add(new ClientFrames().frame(FIN | reserved | opcode, "x").bytes());
      }
    }
    for (int opcode : List.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)) {
      wrong.add(new ClientFrames().frame(FIN | opcode, "x").bytes());
      wrong.add(new ClientFrames().frame(opcode, "").bytes());
    }
    for (int opcode : List.of(CLOSE, PING, PONG)) {
      wrong.add(new ClientFrames().frame(opcode, "").bytes());
      wrong.add(new ClientFrames().frame(FIN | opcode, new byte[126]).bytes());
      wrong.add(new ClientFrames().frame(FIN | opcode, new byte[3], 16).bytes());
      wrong.add(new ClientFrames().frame(FIN | opcode, new byte[3], 64).bytes());
    }
    for (int opcode : List.of(TEXT, BINARY, PING, CLOSE)) {
      wrong.add(new ClientFrames().raw(FIN | opcode, 2, 0x03, 0xe8).bytes());
    }
    wrong.add(new ClientFrames().frame(FIN | CONTINUATION, "stray").bytes());
    wrong.add(new ClientFrames().frame(CONTINUATION, "stray").bytes());
    wrong.add(new ClientFrames().frame(TEXT, "a").text("inside").bytes());
    wrong.add(new ClientFrames().frame(TEXT, "a").frame(FIN | BINARY, "inside").bytes());
    wrong.add(new ClientFrames().frame(BINARY, "a").frame(TEXT, "inside").bytes());
    wrong.add(new ClientFrames().frame(FIN | CLOSE, new byte[1]).bytes());
    return wrong.stream();
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("protocolErrors")
  void aBrokenRuleEndsIn1002BehindWhatCameBefore(byte[] wrong) {
    everyWay(
        wrong, List.of("text before", "closed 1002 by us"), List.of("pong early", "close 1002"));
  }

  @Test
  void closeCodesThatMustNotBeSentEndIn1002() {
    IntStream.of(0, 1, 500, 999, 1004, 1005, 1006, 2999, 5000, 9999, 32768, 65535)
        .forEach(FrameRulesTest::endsIn1002);
    IntStream.iterate(1015, code -> code < 3000, code -> code + 64)
        .forEach(FrameRulesTest::endsIn1002);
  }

  @Test
  void closeCodesThatMayBeSentAreEchoedWithoutTheirReason() {
    int[] fine = {1000, 1001, 1002, 1003, 1007, 1008, 1011, 1012, 1013, 1014, 3000, 4408, 4999};
    for (int code : fine) {
      var outcome = Wire.whole(new ClientFrames().close(code, utf8("bye ⚡")).bytes());
      assertThat(outcome.said()).containsExactly("close " + code);
      assertThat(outcome.heard()).containsExactly("closed " + code + " by peer");
    }
  }

  @Test
  void anEmptyCloseIsAnsweredByAnEmptyOneAndCountsAs1005() {
    everyWay(
        new ClientFrames().frame(FIN | CLOSE, "").bytes(),
        List.of("text before", "closed 1005 by peer"),
        List.of("pong early", "close"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80", "bf", "c080", "c1bf", "e08080", "e09fbf", "f0808080", "f08fbfbf", "eda080", "edbfbf",
        "f4908080", "f5808080", "f8888080", "fe", "ff", "c328", "e228a1", "f0288cbc", "c2", "e282"
      })
  void textThatIsNotUtf8EndsIn1007(String hex) {
    byte[] bad = HexFormat.of().parseHex(hex);
    List<String> heard = List.of("text before", "closed 1007 by us");
    List<String> said = List.of("pong early", "close 1007");
    everyWay(new ClientFrames().frame(FIN | TEXT, bad).bytes(), heard, said);
    byte[] padded = new byte[bad.length + 20];
    System.arraycopy(bad, 0, padded, 17, bad.length);
    everyWay(new ClientFrames().frame(FIN | TEXT, padded).bytes(), heard, said);
    ClientFrames pieces = new ClientFrames().frame(TEXT, "κό");
    for (byte one : bad) {
      pieces.frame(CONTINUATION, new byte[] {one}).frame(CONTINUATION, "");
    }
    everyWay(pieces.frame(FIN | CONTINUATION, "").bytes(), heard, said);
    everyWay(new ClientFrames().close(1000, bad).bytes(), heard, said);
  }

  @Test
  void badUtf8IsFoundBeforeTheFrameIsWhole() {
    byte[] begun = new ClientFrames().header(TEXT, 50_000, 16).raw(0, 0, 0, 0, 'a', 0xff).bytes();
    assertThat(Wire.whole(begun).said()).containsExactly("close 1007");
    assertThat(Wire.split(begun, null).said()).containsExactly("close 1007");
  }

  @Test
  void charactersMayBeCutAnywhereByFragmentsAndReads() {
    byte[] text = utf8("zß水🍌\u0800\uffff\u0000\udbff\udfff");
    for (int first = 0; first <= text.length; first++) {
      for (int second = first; second <= text.length; second++) {
        byte[] frames =
            new ClientFrames()
                .frame(TEXT, Arrays.copyOfRange(text, 0, first))
                .frame(CONTINUATION, Arrays.copyOfRange(text, first, second))
                .ping("p")
                .frame(FIN | CONTINUATION, Arrays.copyOfRange(text, second, text.length))
                .bytes();
        var expected =
            new Wire.Outcome(
                List.of("text zß水🍌\u0800\uffff\u0000\udbff\udfff", "closed 1006 by peer"),
                List.of("pong p"));
        assertThat(Wire.whole(frames)).isEqualTo(expected);
        assertThat(Wire.split(frames, null)).isEqualTo(expected);
      }
    }
  }

  @Test
  void aMessageAtTheLimitPassesAndOneByteMoreEndsIn1009() {
    int most = Wire.LIMITS.messageBytes();
    byte[] full = new ClientFrames().frame(FIN | BINARY, new byte[most]).bytes();
    assertThat(Wire.whole(full).heard()).hasSize(2).first().asString().startsWith("binary ");
    List<String> heard = List.of("text before", "closed 1009 by us");
    List<String> said = List.of("pong early", "close 1009");
    everyWay(
        new ClientFrames().header(FIN | BINARY, most + 1, 64).raw(1, 2, 3, 4).bytes(), heard, said);
    everyWay(new ClientFrames().header(TEXT, 1L << 62, 64).raw(1, 2, 3, 4).bytes(), heard, said);
    byte[] halves =
        new ClientFrames()
            .frame(BINARY, new byte[most / 2])
            .frame(CONTINUATION, new byte[most / 2])
            .frame(FIN | CONTINUATION, new byte[1])
            .bytes();
    everyWay(halves, heard, said);
  }

  /// Section 5.2: "the most significant bit MUST be 0".
  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MIN_VALUE + 5})
  void aLengthWithItsTopBitSetEndsIn1002(long length) {
    everyWay(
        new ClientFrames().header(FIN | TEXT, length, 64).raw(1, 2, 3, 4).bytes(),
        List.of("text before", "closed 1002 by us"),
        List.of("pong early", "close 1002"));
  }

  @Test
  void tooManyFragmentsEndIn1009AndTheCountBeginsAnewWithEachMessage() {
    ClientFrames many = new ClientFrames();
    for (int i = 0; i < 2; i++) {
      many.frame(BINARY, "");
      for (int j = 0; j < Wire.LIMITS.fragments() - 2; j++) {
        many.frame(CONTINUATION, "").ping("");
      }
      many.frame(FIN | CONTINUATION, "");
    }
    assertThat(Wire.whole(many.bytes()).heard())
        .containsExactly("binary ", "binary ", "closed 1006 by peer");
    many.frame(BINARY, "");
    for (int i = 0; i < Wire.LIMITS.fragments(); i++) {
      many.frame(CONTINUATION, "");
    }
    assertThat(Wire.whole(many.bytes()).heard())
        .containsExactly("binary ", "binary ", "closed 1009 by us");
  }

  @Test
  void nothingIsHeardOrSaidBehindACloseFrame() {
    byte[] after =
        new ClientFrames().close(1000).text("late").ping("late").close(1001).raw(0xff).bytes();
    everyWay(
        after, List.of("text before", "closed 1000 by peer"), List.of("pong early", "close 1000"));
  }

  @Test
  void pingsAreEchoedInsideAMessageAndPongsAreIgnored() {
    byte[] frames =
        new ClientFrames()
            .frame(TEXT, "Hel")
            .ping("x".repeat(125))
            .frame(FIN | PONG, "unasked")
            .frame(CONTINUATION, "")
            .ping("")
            .frame(FIN | CONTINUATION, "lo")
            .text("")
            .bytes();
    everyWay(
        frames,
        List.of("text before", "text Hello", "text ", "closed 1006 by peer"),
        List.of("pong early", "pong " + "x".repeat(125), "pong "));
  }

  private static void endsIn1002(int code) {
    var outcome = Wire.whole(new ClientFrames().close(code, utf8("x")).bytes());
    assertThat(outcome.said()).as("code %s", code).containsExactly("close 1002");
    assertThat(outcome.heard()).containsExactly("closed 1002 by us");
  }

  /// Always behind a message and a ping, which must be served first, and before more of both, which
  /// must not.
  private static void everyWay(byte[] frames, List<String> heard, List<String> said) {
    byte[] before = new ClientFrames().text("before").ping("early").bytes();
    byte[] all = Arrays.copyOf(before, before.length + frames.length);
    System.arraycopy(frames, 0, all, before.length, frames.length);
    Wire.Outcome expected = new Wire.Outcome(heard, said);
    assertThat(Wire.whole(all)).isEqualTo(expected);
    if (all.length < 1000) {
      assertThat(Wire.split(all, null)).as("byte by byte").isEqualTo(expected);
    }
    for (int seed = 0; seed < 4; seed++) {
      assertThat(Wire.split(all, new Random(seed))).as("seed %s", seed).isEqualTo(expected);
    }
  }
}
