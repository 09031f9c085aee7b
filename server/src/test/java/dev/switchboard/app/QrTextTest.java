// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.nayuki.qrcodegen.QrCode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QrTextTest {

  private static final String URL = "http://192.168.178.123:8080/";

  private final List<String> lines =
      QrText.draw(URL)
          .lines()
          .map(line -> line.replace(QrText.DARK_ON_LIGHT, "").replace(QrText.RESET, ""))
          .toList();

  private boolean isDark(int x, int y) {
    char c = lines.get((y + QrText.QUIET) / 2).charAt(x + QrText.QUIET);
    return c == '█' || c == ((y + QrText.QUIET) % 2 == 0 ? '▀' : '▄');
  }

  @Test
  void everyModuleIsWhereItBelongs() {
    QrCode code = QrCode.encodeText(URL, QrCode.Ecc.LOW);
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        assertThat(isDark(x, y)).as("%d,%d", x, y).isEqualTo(code.getModule(x, y));
      }
    }
  }

  @Test
  void aQuietZoneSurroundsIt() {
    int size = lines.getFirst().length() - 2 * QrText.QUIET;
    assertThat(lines).allSatisfy(line -> assertThat(line).hasSize(size + 2 * QrText.QUIET));
    for (int i = -QrText.QUIET; i < size + QrText.QUIET; i++) {
      for (int outside : new int[] {-4, -3, -2, -1, size, size + 1, size + 2, size + 3}) {
        assertThat(isDark(i, outside)).isFalse();
        assertThat(isDark(outside, i)).isFalse();
      }
    }
  }

  @Test
  void threeCornersHoldAFinder() {
    int far = lines.getFirst().length() - 2 * QrText.QUIET - 7;
    assertFinder(0, 0);
    assertFinder(far, 0);
    assertFinder(0, far);
  }

  /// A dark ring, a light ring and a dark square within.
  private void assertFinder(int left, int top) {
    for (int y = 0; y < 7; y++) {
      for (int x = 0; x < 7; x++) {
        int ring = Math.max(Math.abs(x - 3), Math.abs(y - 3));
        assertThat(isDark(left + x, top + y)).isEqualTo(ring != 2);
      }
    }
  }

  @Test
  void coloursEndWithEachLine() {
    assertThat(QrText.draw(URL).lines())
        .allSatisfy(
            line -> assertThat(line).startsWith(QrText.DARK_ON_LIGHT).endsWith(QrText.RESET));
  }
}
