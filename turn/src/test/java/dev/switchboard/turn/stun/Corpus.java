// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/// Packets of real clients, and what they were answered, as captured on loopback.
public final class Corpus {
  private static final List<String> FILES = List.of("uclient.txt", "chromium.txt");

  private Corpus() {}

  /// What clients sent.
  public static List<byte[]> requests() {
    return read(false);
  }

  /// What they were answered.
  public static List<byte[]> answers() {
    return read(true);
  }

  private static List<byte[]> read(boolean answers) {
    List<byte[]> packets = new ArrayList<>();
    for (String file : FILES) {
      for (String line : text(file).lines().toList()) {
        if (!line.startsWith("#") && line.startsWith("answer") == answers) {
          packets.add(HexFormat.of().parseHex(line.substring(line.indexOf(' ') + 1)));
        }
      }
    }
    return packets;
  }

  private static String text(String file) {
    try (InputStream in =
        Objects.requireNonNull(Corpus.class.getResourceAsStream("/dev/switchboard/turn/" + file))) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
