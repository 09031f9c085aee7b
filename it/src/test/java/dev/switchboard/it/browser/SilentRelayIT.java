// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.switchboard.turn.PortRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A firewall that drops what it does not let through, as most do: nothing comes back from the
/// relay, and browsers go on trying for a long time without calling it a failure.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class SilentRelayIT {

  /// Pauses between two attempts grow to half a minute.
  private static final int PATIENCE = 90_000;

  private static final String STATES =
      """
      globalThis.states = [];
      globalThis.RTCPeerConnection = class extends RTCPeerConnection {
        constructor(configuration) {
          super(configuration);
          this.addEventListener("connectionstatechange", () => states.push(this.connectionState));
        }
      };
      """;

  /// Whatever the others say of where they are is lost, so there is no direct way.
  private static final String DEAF =
      "RTCPeerConnection.prototype.addIceCandidate = async () => {};";

  /// Keeps the silence's port free over TCP, for the relay that works listens there too.
  private static final ServerSocket reserved = reserved();

  private static final DatagramSocket silence = silence();

  @RegisterExtension
  static final Stage stage =
      Stage.with(Relays.behind("turn:127.0.0.1:" + silence.getLocalPort() + "?transport=udp"));

  @AfterAll
  static void close() throws IOException {
    silence.close();
    reserved.close();
  }

  @Test
  @Order(1)
  void whoNeedsTheRelayIsToldThatItIsTheRelay() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.page().addInitScript(STATES);
    ana.page().addInitScript(DEAF);
    bob.page().addInitScript(DEAF);
    ana.startsRoom();
    bob.opens(ana.link());

    assertThat(told(ana)).hasAttribute("data-verdict", "relay-mine");
    assertThat(told(ana)).containsText("Your network blocks the relay");
    assertThat(states(ana)).doesNotContain("failed", "connected");
  }

  /// Gives the port of the silence to a relay that works.
  @Test
  @Order(2)
  @Timeout(240)
  void whoHasNoWayIsToldSoBeforeTheBrowserGivesUpAndNoLongerThanItIsSo() throws IOException {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.page().addInitScript(STATES);
    ana.page().addInitScript(Relays.RELAY_ONLY);
    ana.startsRoom();
    bob.opens(ana.link());

    assertThat(told(ana)).hasAttribute("data-verdict", "none-mine");
    assertThat(told(ana)).containsText("Allow UDP or TCP to 127.0.0.1:" + silence.getLocalPort());
    assertThat(states(ana)).doesNotContain("failed", "connected");
    assertThat(told(bob)).hasAttribute("data-verdict", "none-theirs");

    int port = silence.getLocalPort();
    close();
    try (Relays relays = Relays.open(port, new PortRange(36_000, 36_999))) {
      Wait.until(
          PATIENCE,
          () -> "Ana's way, now " + states(ana),
          ana.page(),
          () -> states(ana).contains("connected"));
      ana.sees(bob);
      bob.sees(ana);
      assertThat(relays.relayed()).isPositive();
      assertThat(told(ana)).isHidden();
      assertThat(told(bob)).isHidden();
    }
  }

  private static Locator told(Person person) {
    return person.call().banner("verdict");
  }

  @SuppressWarnings("unchecked")
  private static List<String> states(Person person) {
    return (List<String>) person.page().evaluate("states");
  }

  private static ServerSocket reserved() {
    try {
      return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DatagramSocket silence() {
    try {
      return new DatagramSocket(reserved.getLocalSocketAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
