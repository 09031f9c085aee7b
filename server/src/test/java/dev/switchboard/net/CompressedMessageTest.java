// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static dev.switchboard.net.ClientFrames.FIN;
import static dev.switchboard.net.ClientFrames.utf8;
import static dev.switchboard.net.FrameRules.RSV1;
import static dev.switchboard.net.WebSocketReader.BINARY;
import static dev.switchboard.net.WebSocketReader.CLOSE;
import static dev.switchboard.net.WebSocketReader.CONTINUATION;
import static dev.switchboard.net.WebSocketReader.PING;
import static dev.switchboard.net.WebSocketReader.PONG;
import static dev.switchboard.net.WebSocketReader.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.text.Utf8;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What RFC 7692 adds to the rules of frames, on a connection that agreed on it: each in one read,
/// byte by byte and in random pieces.
final class CompressedMessageTest {
  private static final Deflate ON = new Deflate(15, "");
  private static final int PACKED = FIN | RSV1;

  @Test
  void compressedAndPlainMessagesComeInAnyTurn() {
    ClientFrames frames =
        new ClientFrames()
            .frame(PACKED | TEXT, Deflated.message("one"))
            .text("two")
            .frame(PACKED | BINARY, Deflated.message(new byte[] {3, 4}))
            .frame(PACKED | TEXT, Deflated.lastBlock(utf8("five")))
            .frame(PACKED | TEXT, "")
            .frame(PACKED | TEXT, new byte[1]);
    everyWay(frames, "text one", "text two", "binary 0304", "text five", "text ", "text ");
  }

  @Test
  void aCompressedMessageMayComeInFragmentsWithPingsBetween() {
    byte[] packed = Deflated.message("grüße aus dem netz");
    ClientFrames frames = new ClientFrames().frame(RSV1 | TEXT, "");
    for (byte one : packed) {
      frames.frame(CONTINUATION, new byte[] {one}).ping("p").frame(CONTINUATION, "");
    }
    frames.frame(FIN | CONTINUATION, "").text("after");
    NetLimits limits = new NetLimits(9, 9, 1000, 200, 0, Wire.LIMITS.quiet());
    Wire wire = new Wire(limits, ON).feed(frames.bytes());
    assertThat(wire.outcome().heard()).startsWith("text grüße aus dem netz", "text after");
    assertThat(wire.said).hasSize(packed.length).containsOnly("pong p");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        PACKED | CLOSE,
        PACKED | PING,
        PACKED | PONG,
        PACKED | CONTINUATION,
        PACKED | 3,
        PACKED | 0x20 | TEXT,
        PACKED | 0x10 | TEXT,
        FIN | 0x20 | TEXT,
        FIN | 0x10 | BINARY,
      })
  void theReservedBitsElsewhereEndIn1002(int first) {
    everyWay(new ClientFrames().frame(first, new byte[] {0}), "closed 1002 by us");
    boolean continues = (first & 15) == CONTINUATION;
    ClientFrames inside = new ClientFrames().frame(RSV1 | TEXT, Deflated.message("begun"));
    everyWay(inside.frame(first, new byte[] {0}), "closed 1002 by us");
    if (continues) {
      ClientFrames plain = new ClientFrames().frame(TEXT, "begun");
      everyWay(plain.frame(first, new byte[] {0}), "closed 1002 by us");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {PACKED | TEXT, RSV1 | BINARY})
  void withoutAnAgreementTheBitEndsIn1002(int first) {
    byte[] frames = new ClientFrames().frame(first, Deflated.message("x")).bytes();
    assertThat(Wire.whole(frames).heard()).containsExactly("closed 1002 by us");
  }

  @Test
  void dataThatCannotBeInflatedEndsIn1002() {
    everyWay(new ClientFrames().frame(PACKED | TEXT, new byte[] {7}), "closed 1002 by us");
    byte[] packed = Deflated.message("cut off before its end");
    byte[] half = Arrays.copyOf(packed, packed.length / 2);
    everyWay(new ClientFrames().frame(PACKED | TEXT, half), "closed 1002 by us");
  }

  @Test
  void inflatedTextThatIsNotUtf8EndsIn1007AsSoonAsItIsSeen() {
    byte[] bad = utf8("well done so far ? and much more");
    bad[17] = (byte) 0xff;
    everyWay(new ClientFrames().frame(PACKED | TEXT, Deflated.message(bad)), "closed 1007 by us");
    // Not compressed in fact, so that the bad byte comes out at once.
    byte[] stored = {0, 9, 0, -10, -1, 'a', (byte) 0xff};
    everyWay(
        new ClientFrames().header(RSV1 | TEXT, 100, 7).raw(0, 0, 0, 0).raw(ints(stored)),
        "closed 1007 by us");
    byte[] cut = Arrays.copyOf(utf8("水"), 2);
    everyWay(new ClientFrames().frame(PACKED | TEXT, Deflated.message(cut)), "closed 1007 by us");
    everyWay(new ClientFrames().frame(PACKED | BINARY, Deflated.message(cut)), "binary e6b0");
  }

  @Test
  void theLimitHoldsForWhatComesOut() {
    int most = Wire.LIMITS.messageBytes();
    Wire wire = new Wire(Wire.LIMITS, ON);
    wire.feed(new ClientFrames().frame(PACKED | BINARY, Deflated.message(new byte[most])).bytes());
    assertThat(wire.heard.getFirst()).startsWith("binary " + 2 * most + " chars");
    wire.feed(
        new ClientFrames().frame(PACKED | TEXT, Deflated.message(new byte[most + 1])).bytes());
    assertThat(wire.outcome().said()).containsExactly("close 1009");
  }

  @Test
  void aBombCostsNoMoreThanTheLimit() {
    ClientFrames frames = new ClientFrames().frame(RSV1 | BINARY, new byte[0]);
    byte[] bomb = Deflated.zeros(256);
    for (int at = 0; at < bomb.length; at += 30_000) {
      byte[] piece = Arrays.copyOfRange(bomb, at, Math.min(bomb.length, at + 30_000));
      frames.frame(CONTINUATION, piece);
    }
    everyWay(frames, "closed 1009 by us");
  }

  /// Blocks without contents make nothing, for as long as they go on.
  @Test
  void aMessageThatInflatesToNothingIsNotTakenForEver() {
    byte[] nothing = new byte[5 * 50_000];
    for (int i = 0; i < nothing.length; i += 5) {
      nothing[i + 3] = -1;
      nothing[i + 4] = -1;
    }
    everyWay(new ClientFrames().frame(PACKED | TEXT, nothing), "closed 1009 by us");
    everyWay(new ClientFrames().frame(PACKED | TEXT, Arrays.copyOf(nothing, 5 * 100 - 4)), "text ");
  }

  @Test
  void anInflaterIsGivenBackHoweverItEnds() {
    byte[] begun = new ClientFrames().frame(RSV1 | TEXT, Deflated.message("begun")).bytes();
    Wire lost = new Wire(Wire.LIMITS, ON).feed(begun);
    assertThat(lost.loop.zlib().lent()).isEqualTo(1);
    assertThat(lost.outcome().heard()).containsExactly("closed 1006 by peer");
    Wire closed = new Wire(Wire.LIMITS, ON).feed(begun);
    closed.feed(new ClientFrames().close(1000).bytes());
    assertThat(closed.outcome().heard()).containsExactly("closed 1000 by peer");
    Wire broken = new Wire(Wire.LIMITS, ON);
    broken.onText =
        _ -> {
          throw new IllegalStateException("thrown by a test");
        };
    broken.feed(new ClientFrames().frame(PACKED | TEXT, Deflated.message("x")).bytes());
    assertThat(broken.outcome().said()).containsExactly("close 1011");
  }

  @Test
  void onlyWhatIsLongAndGetsShorterIsCompressed() {
    Wire wire = new Wire(Wire.LIMITS, ON);
    String edge = "x".repeat(Deflate.LEAST);
    byte[] noise = new byte[5000];
    new Random(3).nextBytes(noise);
    wire.connection.send(Utf8.of(edge));
    wire.connection.send(Utf8.of(edge.substring(1)));
    wire.connection.sendBinary(noise, 0, 5000);
    wire.connection.sendBinary(new byte[3000], 500, 2000);
    wire.connection.flush();
    assertThat(wire.said())
        .containsExactly(
            "deflated text " + Wire.brief(edge),
            "text " + Wire.brief(edge.substring(1)),
            "binary " + Wire.brief(java.util.HexFormat.of().formatHex(noise)),
            "deflated binary " + Wire.brief("00".repeat(2000)));
    assertThat(wire.outcome().heard()).containsExactly("closed 1006 by peer");
  }

  @Test
  void eachReceiverOfASharedBodyHasItBehindAHeadOfItsOwn() {
    Utf8 body = Utf8.of(Samples.text(new Random(5), 4000) + "}");
    for (int windowBits = 8; windowBits < 16; windowBits++) {
      Wire wire = new Wire(Wire.LIMITS, new Deflate(windowBits, ""));
      for (int i = 0; i < 3; i++) {
        wire.connection.send(Utf8.of("{\"seq\":" + i + ","), body);
      }
      wire.connection.send(Utf8.EMPTY, body);
      String large = "h".repeat(70_000);
      wire.connection.send(Utf8.of(large), body);
      wire.connection.flush();
      assertThat(wire.outcome().said())
          .containsExactly(
              "deflated text " + Wire.brief("{\"seq\":0," + body),
              "deflated text " + Wire.brief("{\"seq\":1," + body),
              "deflated text " + Wire.brief("{\"seq\":2," + body),
              "deflated text " + Wire.brief(body.toString()),
              "text " + Wire.brief(large + body));
    }
  }

  private static void everyWay(ClientFrames frames, String... heard) {
    byte[] all = frames.bytes();
    List<String> expected = List.of(heard);
    assertThat(heard(new Wire(Wire.LIMITS, ON).feed(all))).isEqualTo(expected);
    if (all.length < 2000) {
      assertThat(heard(new Wire(Wire.LIMITS, ON).feedSplit(all, null))).isEqualTo(expected);
    }
    for (int seed = 0; seed < 4; seed++) {
      Random random = new Random(seed);
      assertThat(heard(new Wire(Wire.LIMITS, ON).feedSplit(all, random))).isEqualTo(expected);
    }
  }

  /// Without the end, where the test itself made it.
  private static List<String> heard(Wire wire) {
    List<String> heard = wire.outcome().heard();
    return heard.getLast().equals("closed 1006 by peer")
        ? heard.subList(0, heard.size() - 1)
        : heard;
  }

  private static int[] ints(byte[] bytes) {
    int[] ints = new int[bytes.length];
    Arrays.setAll(ints, i -> bytes[i] & 0xff);
    return ints;
  }
}
