// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static dev.switchboard.net.ClientFrames.FIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random conversations, good and damaged, in random pieces: always what the oracle says.
final class FrameFuzzTest {
  private static final NetLimits LIMITS = new NetLimits(9, 9, 70_000, 8, 0, Duration.ofSeconds(30));
  private static final String ALPHABET = "aZ 0é€水🍌\u0000\u007f\u0080\u07ff\u0800\uffff";

  @Test
  void goodConversationsAreReadAsTheOracleReadsThem() {
    for (int seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      byte[] frames = conversation(random);
      compare(seed, frames, random);
    }
  }

  @Test
  void damagedConversationsAreReadAsTheOracleReadsThem() {
    for (int seed = 0; seed < 5_000; seed++) {
      Random random = new Random(~seed);
      byte[] frames = conversation(random);
      for (int i = random.nextInt(3); i >= 0; i--) {
        frames[random.nextInt(Math.min(frames.length, 60))] ^= (byte) (1 << random.nextInt(8));
      }
      compare(seed, frames, random);
    }
  }

  @Test
  void everyLengthFormIsReadAtItsEdges() {
    for (int length : new int[] {0, 1, 124, 125, 126, 127, 128, 65534, 65535, 65536, 65537}) {
      for (int form : new int[] {7, 16, 64}) {
        if ((form == 7 && length > 125) || (form == 16 && length > 65535)) {
          continue;
        }
        byte[] payload = new byte[length];
        new Random(length).nextBytes(payload);
        byte[] frames =
            new ClientFrames()
                .frame(FIN | WebSocketReader.BINARY, payload, form)
                .text("next")
                .close(1000)
                .bytes();
        compare(length, frames, new Random(form));
      }
    }
  }

  private static void compare(int seed, byte[] frames, Random random) {
    Wire.Outcome expected = FrameOracle.read(frames, LIMITS);
    assertThat(new Wire(LIMITS).feed(frames).outcome()).as("seed %s", seed).isEqualTo(expected);
    Random pieces = frames.length < 300 && random.nextInt(4) == 0 ? null : random;
    assertThat(new Wire(LIMITS).feedSplit(frames, pieces).outcome())
        .as("seed %s", seed)
        .isEqualTo(expected);
  }

  private static byte[] conversation(Random random) {
    ClientFrames frames = new ClientFrames();
    for (int messages = 1 + random.nextInt(4); messages > 0; messages--) {
      boolean text = random.nextInt(3) > 0;
      byte[] rest = text ? text(random) : binary(random);
      int opcode = text ? WebSocketReader.TEXT : WebSocketReader.BINARY;
      for (int more = random.nextInt(3) == 0 ? random.nextInt(6) : 0; more > 0; more--) {
        int cut = random.nextInt(rest.length + 1);
        frame(frames, opcode, Arrays.copyOf(rest, cut), random);
        rest = Arrays.copyOfRange(rest, cut, rest.length);
        opcode = WebSocketReader.CONTINUATION;
      }
      frame(frames, FIN | opcode, rest, random);
    }
    return random.nextInt(3) == 0 ? frames.close(1000 + random.nextInt(4)).bytes() : frames.bytes();
  }

  private static void frame(ClientFrames frames, int first, byte[] payload, Random random) {
    frames.frame(first, payload, form(random, payload.length));
    if (random.nextInt(4) == 0) {
      frames.frame(FIN | (random.nextBoolean() ? WebSocketReader.PING : WebSocketReader.PONG), "p");
    }
  }

  private static int form(Random random, int length) {
    int least = length < 126 ? 7 : length <= 0xffff ? 16 : 64;
    int most = random.nextInt(5) == 0 ? 64 : least;
    return Math.max(least, random.nextBoolean() && length <= 0xffff ? Math.min(most, 16) : most);
  }

  private static byte[] text(Random random) {
    int[] points = ALPHABET.codePoints().toArray();
    StringBuilder out = new StringBuilder();
    for (int i = length(random); i > 0; i--) {
      out.appendCodePoint(random.nextInt(3) == 0 ? points[random.nextInt(points.length)] : 'x');
    }
    return ClientFrames.utf8(out.toString());
  }

  private static byte[] binary(Random random) {
    byte[] bytes = new byte[length(random)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static int length(Random random) {
    return switch (random.nextInt(200)) {
      case 0 -> 65_530 + random.nextInt(12);
      case 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 -> 120 + random.nextInt(12);
      default -> random.nextInt(30);
    };
  }
}
