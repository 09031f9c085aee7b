// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import dev.switchboard.protocol.plain.Hellos.Guest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Frames of all sizes arrive by themselves, without a later one that pushes them.
class LargeFrameTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 125, 126, 30_000, 65_300, 65_500, 65_536, 66_000, 131_072, 262_000})
  void aFrameArrivesWhateverItsSize(int size) {
    try (Switchboard server = TestServer.start()) {
      Guest ana = Hellos.plain(server.port());
      Guest bob = Hellos.plain(server.port());
      String data = "\"" + "x".repeat(size) + "\"";
      ana.wire()
          .say(
              "{\"type\":\"signal\",\"to\":\"%s\",\"kind\":\"message\",\"data\":%s}"
                  .formatted(bob.peer(), data));
      assertThat(bob.wire().hear()).endsWith("\"data\":" + data + "}");
      ana.wire().close();
      bob.wire().close();
    }
  }
}
