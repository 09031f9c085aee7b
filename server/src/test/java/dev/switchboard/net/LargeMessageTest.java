// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static dev.switchboard.net.ClientFrames.FIN;
import static dev.switchboard.net.WebSocketReader.CONTINUATION;
import static dev.switchboard.net.WebSocketReader.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages as large, and in as many fragments, as a server can be told to allow.
final class LargeMessageTest {
  private static final int MOST = 16 << 20;
  private static final int FRAGMENTS = 65_536;
  private static final NetLimits LIMITS =
      new NetLimits(9, 9, MOST, FRAGMENTS, 0, Duration.ofSeconds(30));

  @ParameterizedTest
  @ValueSource(ints = {1400, 16 << 10, 64 << 10})
  void aMessageOf16MebibytesIsReadInPieces(int read) {
    byte[] payload = new byte[MOST];
    Arrays.fill(payload, (byte) '*');
    byte[] frame = new ClientFrames().frame(FIN | TEXT, payload).bytes();
    Wire wire = new Wire(LIMITS);
    feed(wire, frame, read);
    assertThat(wire.outcome().heard()).containsExactly(heard(payload), "closed 1006 by peer");
  }

  @Test
  void asManyFragmentsAsAllowedAreReadAndOneMoreEndsIn1009() {
    byte[] payload = new byte[64];
    Arrays.fill(payload, (byte) '*');
    ClientFrames frames = new ClientFrames().frame(TEXT, payload);
    for (int i = 2; i < FRAGMENTS; i++) {
      frames.frame(CONTINUATION, payload);
    }
    Wire wire = new Wire(LIMITS);
    feed(wire, frames.bytes(), 16 << 10);
    assertThat(wire.heard).isEmpty();
    wire.feed(new ClientFrames().frame(FIN | CONTINUATION, payload).bytes());
    byte[] whole = new byte[64 * FRAGMENTS];
    Arrays.fill(whole, (byte) '*');
    assertThat(wire.heard).containsExactly(heard(whole));
    feed(wire, frames.frame(CONTINUATION, "").frame(CONTINUATION, "").bytes(), 16 << 10);
    assertThat(wire.outcome().said()).containsExactly("close 1009");
  }

  /// What a client of large messages leaves unread for a moment does not end its connection.
  @Test
  void theLargestMessageCanBeAnswered() {
    byte[] noise = new byte[MOST];
    Wire wire = new Wire(LIMITS);
    wire.onBinary = bytes -> wire.connection.sendBinary(bytes, 0, bytes.length);
    byte[] frame = new ClientFrames().frame(FIN | WebSocketReader.BINARY, noise).bytes();
    feed(wire, frame, 64 << 10);
    assertThat(wire.outcome().said()).containsExactlyElementsOf(wire.heard.subList(0, 1));
  }

  private static void feed(Wire wire, byte[] bytes, int read) {
    for (int at = 0; at < bytes.length; at += read) {
      wire.feed(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + read)));
    }
  }

  private static String heard(byte[] payload) {
    return "text " + Wire.brief(new String(payload, StandardCharsets.US_ASCII));
  }
}
