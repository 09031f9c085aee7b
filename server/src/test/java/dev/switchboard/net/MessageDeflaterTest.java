// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageDeflaterTest {
  private final MessageDeflater deflater = new MessageDeflater();

  @AfterEach
  void free() {
    deflater.free();
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 9, 10, 11, 12, 13, 14, 15})
  void nothingRefersFurtherBackThanTheWindowReaches(int windowBits) {
    Random random = new Random(windowBits);
    String text = Samples.text(random, 9_000);
    byte[] bytes = ClientFrames.utf8(text.repeat(4));
    assertThat(deflater.deflate(bytes, 3, bytes.length - 3, windowBits)).isTrue();
    MiniInflater.Result read = MiniInflater.read(packed());
    assertThat(read.farthest()).isLessThan(1 << windowBits).isGreaterThan(1 << (windowBits - 2));
    assertThat(read.latin())
        .isEqualTo(new String(bytes, 3, bytes.length - 3, StandardCharsets.ISO_8859_1));
    assertThat(deflater.length()).isLessThan(bytes.length);
  }

  @Test
  void whatComesOutIsWhatWentInOrNothingIsGained() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      byte[] bytes = Samples.bytes(random, Deflate.LEAST + random.nextInt(90_000));
      int windowBits = 8 + random.nextInt(8);
      if (deflater.deflate(bytes, 0, bytes.length, windowBits)) {
        assertThat(deflater.length()).isLessThan(bytes.length);
        assertThat(Deflated.inflate(packed())).as("seed %s", seed).isEqualTo(bytes);
      } else {
        assertThat(deflater.length()).isZero();
      }
    }
  }

  @Test
  void whatDoesNotGetSmallerIsLeftAsItIs() {
    byte[] noise = new byte[200_000];
    new Random(1).nextBytes(noise);
    assertThat(deflater.deflate(noise, 0, noise.length, 15)).isFalse();
    assertThat(deflater.deflate(Utf8.view(noise, 0, noise.length), 15)).isFalse();
    assertThat(deflater.deflate(new byte[5000], 0, 5000, 15)).isTrue();
  }

  @Test
  void aBodyThatIsSharedIsDeflatedOnce() {
    Utf8 body = Utf8.of("to all ".repeat(500));
    assertThat(deflater.deflate(body, 15)).isTrue();
    byte[] first = packed();
    Arrays.fill(deflater.bytes(), deflater.length(), deflater.bytes().length, (byte) 7);
    deflater.bytes()[0]++;
    assertThat(deflater.deflate(body, 15)).isTrue();
    byte[] again = packed();
    assertThat(again[0]).as("not made again").isEqualTo((byte) (first[0] + 1));
    assertThat(deflater.deflate(body, 9)).isTrue();
    assertThat(packed()).isNotEqualTo(first);
    assertThat(deflater.deflate(Utf8.of(body.toString()), 15)).isTrue();
    assertThat(packed()).isEqualTo(first);
  }

  /// A view of memory that is used again is another text, wherever its bytes stand.
  @Test
  void anotherViewOfTheSameBytesIsDeflatedAnew() {
    byte[] scratch = ClientFrames.utf8("one ".repeat(1000));
    deflater.deflate(Utf8.view(scratch, 0, scratch.length), 15);
    byte[] other = ClientFrames.utf8("two ".repeat(1000));
    System.arraycopy(other, 0, scratch, 0, other.length);
    deflater.deflate(Utf8.view(scratch, 0, scratch.length), 15);
    assertThat(Deflated.inflate(packed())).isEqualTo(other);
    deflater.deflate(scratch, 0, scratch.length, 15);
    assertThat(Deflated.inflate(packed())).isEqualTo(other);
  }

  private byte[] packed() {
    return Arrays.copyOf(deflater.bytes(), deflater.length());
  }
}
