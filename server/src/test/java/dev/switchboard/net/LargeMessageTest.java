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

  /// And answered: what a client of large messages leaves unread for a moment does not end its
  /// connection.
  @ParameterizedTest
  @ValueSource(ints = {1400, 64 << 10})
  void aMessageOf16MebibytesIsReadInPiecesAndEchoed(int read) {
    Wire wire = new Wire(LIMITS);
    wire.onText = wire.connection::send;
    // Masked with zeros, and so as it is.
    wire.feed(new ClientFrames().header(FIN | TEXT, MOST, 64).raw(0, 0, 0, 0).bytes());
    byte[] payload = new byte[MOST];
    Arrays.fill(payload, (byte) '*');
    feed(wire, payload, read);
    assertThat(wire.outcome().heard()).startsWith(heard(payload)).endsWith("closed 1006 by peer");
    assertThat(wire.said).containsExactly(heard(payload));
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

  private static void feed(Wire wire, byte[] bytes, int read) {
    for (int at = 0; at < bytes.length; at += read) {
      wire.feed(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + read)));
    }
  }

  private static String heard(byte[] payload) {
    return "text " + Wire.brief(new String(payload, StandardCharsets.US_ASCII));
  }
}
