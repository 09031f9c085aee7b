// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageInflaterTest {
  private static final int MOST = 1 << 20;

  private final MessageInflater inflater = new MessageInflater();

  @AfterEach
  void free() {
    inflater.free();
  }

  /// The examples of RFC 7692, section 7.2.3, and messages without a byte.
  @ParameterizedTest
  @CsvSource({
    "f248cdc9c90700, Hello",
    "000500faff48656c6c6f00, Hello",
    "f348cdc9c9070000, Hello",
    "f348cdc9c90700, Hello",
    "f24805000000ffffcac9c90700, Hello",
    "00, ''",
    "'', ''",
    "030000, ''",
    "0300, ''",
    "010000ffff, ''",
    "000000ffff000000ffff00, ''",
  })
  void theExamplesOfTheRfcAreReadWholeAndByteByByte(String hex, String text) throws Exception {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThat(inflated(bytes, bytes.length)).isEqualTo(text);
    assertThat(inflated(bytes, 1)).isEqualTo(text);
  }

  @Test
  void messagesInBlocksOfAllKindsAreReadInPiecesOfAllSizes() throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      byte[] plain = Samples.bytes(random, 1 + random.nextInt(40_000));
      byte[] packed = Deflated.inBlocks(plain, random);
      int most = plain.length + random.nextInt(2);
      int piece = random.nextInt(3) == 0 ? packed.length : 1 + random.nextInt(2000);
      assertThat(add(packed, piece, most)).as("seed %s", seed).isTrue();
      assertThat(inflater.end(most)).isTrue();
      assertThat(Arrays.copyOf(inflater.bytes(), inflater.length())).isEqualTo(plain);
      inflater.clear();
    }
  }

  @Test
  void oneByteAboveTheLimitIsTooMuch() throws Exception {
    for (int most : new int[] {0, 1, 100, 16 << 10, (16 << 10) + 1, 100_000}) {
      byte[] packed = Deflated.message(new byte[most + 1]);
      assertThat(add(packed, 1, most) && inflater.end(most)).as("%s", most).isFalse();
      inflater.clear();
      assertThat(add(packed, 1, most + 1) && inflater.end(most + 1)).as("%s", most).isTrue();
      assertThat(inflater.length()).isEqualTo(most + 1);
      inflater.clear();
    }
  }

  @Test
  void aBombIsStoppedAtTheLimit() throws Exception {
    byte[] bomb = Deflated.zeros(256);
    assertThat(bomb.length).isLessThan(1 << 19);
    assertThat(add(bomb, bomb.length, MOST)).isFalse();
    assertThat(inflater.length()).isEqualTo(MOST + 1);
    assertThat(inflater.bytes().length).isLessThan(2 * MOST);
    inflater.clear();
    assertThat(inflater.bytes().length).isLessThan(MOST / 10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Cut off inside a block, inside a stored block, and before one.
        "f248cdc9",
        "000500faff4865",
        "0005",
        "aa",
        "03",
        // A block of the kind that is not, a length that does not fit, and a distance too far back.
        "07",
        "000500fbff48656c6c6f00",
        "0c0800",
        "f200110000"
      })
  void whatIsNoDeflateIsRefused(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> inflated(bytes, bytes.length)).isInstanceOf(DataFormatException.class);
    inflater.clear();
    assertThatThrownBy(() -> inflated(bytes, 1)).isInstanceOf(DataFormatException.class);
  }

  @Test
  void eachMessageBeginsWithoutTheOneBefore() throws Exception {
    byte[] hello = HexFormat.of().parseHex("f248cdc9c90700");
    assertThat(inflated(hello, 1)).isEqualTo("Hello");
    // The second message of section 7.2.3.2, which refers to the first.
    byte[] back = HexFormat.of().parseHex("f200110000");
    assertThatThrownBy(() -> inflated(back, back.length)).isInstanceOf(DataFormatException.class);
    inflater.clear();
    assertThat(inflated(hello, 2)).isEqualTo("Hello");
  }

  private String inflated(byte[] packed, int piece) throws DataFormatException {
    assertThat(add(packed, piece, MOST)).isTrue();
    assertThat(inflater.end(MOST)).isTrue();
    String text = new String(inflater.bytes(), 0, inflater.length(), StandardCharsets.UTF_8);
    inflater.clear();
    return text;
  }

  private boolean add(byte[] packed, int piece, int most) throws DataFormatException {
    for (int at = 0; at < packed.length; at += piece) {
      byte[] next = Arrays.copyOfRange(packed, at, Math.min(packed.length, at + piece));
      if (!inflater.add(next, next.length, most)) {
        return false;
      }
    }
    return true;
  }
}
