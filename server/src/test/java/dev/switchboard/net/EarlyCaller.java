// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// Who calls a server that has its port and does not accept yet, as all do that were there before a
/// restart.
public final class EarlyCaller {
  private EarlyCaller() {}

  /// Opens the doors, and closes them in the end.
  public static void assertWaitsForTheDoors(Listeners listeners) throws IOException {
    try (Socket early = new Socket(InetAddress.getLoopbackAddress(), listeners.port())) {
      early.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
      early.setSoTimeout(300);
      assertThatThrownBy(() -> early.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      early.setSoTimeout(0);
      listeners.accept();
      assertThat(early.getInputStream().read()).isEqualTo('H');
    } finally {
      listeners.close(Duration.ZERO);
    }
  }
}
