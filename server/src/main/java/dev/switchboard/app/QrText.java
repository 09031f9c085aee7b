// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import io.nayuki.qrcodegen.QrCode;

/// A QR code made of characters, two modules in each: dark on light whatever the terminal's colours
/// are, as cameras like it best.
final class QrText {

  /// "The quiet zone is a region 4X wide which shall be free of all other markings" (ISO/IEC
  /// 18004).
  static final int QUIET = 4;

  static final String DARK_ON_LIGHT = "\u001b[38;5;16;48;5;231m";
  static final String RESET = "\u001b[0m";

  private QrText() {}

  static String draw(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.LOW);
    StringBuilder out = new StringBuilder();
    for (int y = -QUIET; y < code.size + QUIET; y += 2) {
      out.append(DARK_ON_LIGHT);
      for (int x = -QUIET; x < code.size + QUIET; x++) {
        // Outside of the code every module is light.
        out.append(halves(code.getModule(x, y), code.getModule(x, y + 1)));
      }
      out.append(RESET).append('\n');
    }
    return out.toString();
  }

  private static char halves(boolean above, boolean below) {
    if (above) {
      return below ? '█' : '▀';
    }
    return below ? '▄' : ' ';
  }
}
