// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the cameras of the tests see: a lamp that swings before an evening sky. Small and slow, so
/// that a call of three fits on two processors, where the browser's own test picture would not.
final class Film {

  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final int FRAMES = 20;
  private static final int RADIUS = 22;

  private Film() {}

  /// Writes it in the form that Chromium reads,
  /// [YUV4MPEG2](https://wiki.multimedia.cx/index.php/YUV4MPEG2).
  static void write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(
          "YUV4MPEG2 W%d H%d F10:1 Ip A1:1 C420jpeg\n"
              .formatted(WIDTH, HEIGHT)
              .getBytes(StandardCharsets.US_ASCII));
      for (int frame = 0; frame < FRAMES; frame++) {
        out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
        double swing = Math.sin(2 * Math.PI * frame / FRAMES);
        int x = (int) (WIDTH / 2 + swing * WIDTH / 4);
        int y = (int) (HEIGHT / 2 - swing * swing * HEIGHT / 8);
        out.write(plane(1, x, y, 235, 70, 150));
        out.write(plane(2, x, y, 60, 140, 105));
        out.write(plane(2, x, y, 165, 110, 165));
      }
    }
  }

  /// One of brightness, blueness and redness, with a point for each `step` by `step` pixels: the
  /// lamp's value inside of it, outside one that goes from `top` to `bottom`.
  private static byte[] plane(int step, int x, int y, int lamp, int top, int bottom) {
    byte[] points = new byte[WIDTH / step * (HEIGHT / step)];
    for (int i = 0; i < points.length; i++) {
      int dx = i % (WIDTH / step) * step - x;
      int row = i / (WIDTH / step) * step;
      int dy = row - y;
      boolean lit = dx * dx + dy * dy < RADIUS * RADIUS;
      points[i] = (byte) (lit ? lamp : top + (bottom - top) * row / HEIGHT);
    }
    return points;
  }
}
