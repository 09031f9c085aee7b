// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static dev.switchboard.net.ClientFrames.FIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random conversations with messages compressed or not, whole or in fragments, in random pieces,
/// with every window: each message is heard as it was, and echoed as it was.
final class CompressionFuzzTest {
  private static final NetLimits LIMITS =
      new NetLimits(9, 9, 1 << 20, 1000, 0, Wire.LIMITS.quiet());

  private final List<String> messages = new ArrayList<>();

  @Test
  void whatIsSentIsHeardAndEchoed() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      messages.clear();
      byte[] frames = conversation(random);
      Wire wire = new Wire(LIMITS, new Deflate(8 + random.nextInt(8), ""));
      wire.onText = text -> wire.connection.send(text);
      wire.onBinary = bytes -> wire.connection.sendBinary(bytes, 0, bytes.length);
      wire.feedSplit(frames, random);
      Wire.Outcome outcome = wire.outcome();
      assertThat(outcome.heard().subList(0, messages.size()))
          .as("seed %s", seed)
          .isEqualTo(messages);
      assertThat(outcome.said().stream().map(said -> said.replace("deflated ", "")))
          .as("seed %s", seed)
          .filteredOn(said -> !said.startsWith("pong"))
          .isEqualTo(messages);
    }
  }

  /// Damage is found or makes another message, and breaks nothing.
  @Test
  void damageEndsOneConnectionAtMost() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(~seed);
      byte[] frames = conversation(random);
      for (int i = random.nextInt(4); i >= 0; i--) {
        frames[random.nextInt(frames.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Wire wire = new Wire(LIMITS, new Deflate(15, ""));
      List<String> heard = wire.feedSplit(frames, random).outcome().heard();
      assertThat(heard.getLast())
          .as("seed %s", seed)
          .matches("closed (1\\d{3}|[34]\\d{3}) by (us|peer)");
      assertThat(heard.getLast()).doesNotContain("1011");
    }
  }

  private byte[] conversation(Random random) {
    ClientFrames frames = new ClientFrames();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      boolean text = random.nextBoolean();
      String words = Samples.text(random, random.nextInt(4000));
      byte[] plain =
          text ? ClientFrames.utf8(words) : Samples.bytes(random, 1 + random.nextInt(9000));
      messages.add(
          text
              ? "text " + Wire.brief(words)
              : "binary " + Wire.brief(HexFormat.of().formatHex(plain)));
      int first = text ? WebSocketReader.TEXT : WebSocketReader.BINARY;
      if (random.nextInt(4) == 0) {
        addFragments(frames, first, plain, random);
      } else {
        byte[] packed =
            random.nextBoolean() ? Deflated.message(plain) : Deflated.inBlocks(plain, random);
        addFragments(frames, first | FrameRules.RSV1, packed, random);
      }
    }
    return frames.bytes();
  }

  private static void addFragments(ClientFrames frames, int first, byte[] bytes, Random random) {
    int at = 0;
    int code = first;
    while (at < bytes.length && random.nextInt(3) > 0) {
      int to = at + random.nextInt(bytes.length - at + 1);
      frames.frame(code, Arrays.copyOfRange(bytes, at, to)).ping("between");
      code = WebSocketReader.CONTINUATION;
      at = to;
    }
    frames.frame(FIN | code, Arrays.copyOfRange(bytes, at, bytes.length));
  }
}
