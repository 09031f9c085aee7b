// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.switchboard.app.Switchboard;
import dev.switchboard.turn.Door;
import dev.switchboard.turn.PortRange;
import dev.switchboard.turn.RelayAddress;
import dev.switchboard.turn.RestCredentials;
import dev.switchboard.turn.TurnConfig;
import dev.switchboard.turn.TurnServer;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Chromium forced through our TURN server: two ends of a call that may use nothing but relays.
final class TurnIT {
  private static final IpAddress HERE = IpAddress.of("127.0.0.1");

  /// Connects two ends in one page, sends a message from one to the other, and says by what kind of
  /// candidate and over which protocol it went.
  static final String CALL =
      """
      async ({ url, username, credential }) => {
        const config = { iceServers: [{ urls: url, username, credential }], iceTransportPolicy: "relay" };
        const [near, far] = [new RTCPeerConnection(config), new RTCPeerConnection(config)];
        near.onicecandidate = ({ candidate }) => candidate && far.addIceCandidate(candidate);
        far.onicecandidate = ({ candidate }) => candidate && near.addIceCandidate(candidate);
        const channel = near.createDataChannel("test");
        const received = new Promise((resolve) => {
          far.ondatachannel = (event) => {
            event.channel.onmessage = ({ data }) => resolve(data);
          };
        });
        channel.onopen = () => channel.send("hello ".repeat(1000));
        await near.setLocalDescription();
        await far.setRemoteDescription(near.localDescription);
        await far.setLocalDescription();
        await near.setRemoteDescription(far.localDescription);
        const text = await received;
        const stats = await near.getStats();
        const transport = [...stats.values()].find(({ type }) => type === "transport");
        const pair = stats.get(transport.selectedCandidatePairId);
        const local = stats.get(pair.localCandidateId);
        return [text.length, local.candidateType, local.relayProtocol].join(" ");
      }
      """;

  @Test
  void twoEndsFindEachOtherThroughRelaysOverUdpAndTcp() throws IOException {
    RestCredentials credentials = new RestCredentials("a secret", InstantSource.system());
    RestCredentials.Credential login = credentials.mint("alice", Instant.now().plusSeconds(60));
    try (TurnServer server = TurnServer.open(config(), credentials::authenticate);
        Browsers browsers = new Browsers();
        BrowserContext context = browsers.chromium().newContext()) {
      Page page = context.newPage();
      for (int i = 0; i < 2; i++) {
        String protocol = i == 0 ? "udp" : "tcp";
        String url =
            "turn:127.0.0.1:" + server.addresses().get(i).getPort() + "?transport=" + protocol;
        Object said =
            page.evaluate(
                CALL,
                Map.of("url", url, "username", login.username(), "credential", login.password()));
        assertThat(said).isEqualTo("6000 relay " + protocol);
      }
    }
  }

  /// A page asks for its servers, and connects by each of them alone; the page, its WebSocket and
  /// the relays have one port. After a restart of the server all works again.
  @Test
  void allOfItWorksThroughTheWebPort(@TempDir Path data) throws IOException {
    try (Browsers browsers = new Browsers();
        BrowserContext context = browsers.chromium().newContext()) {
      Page page = context.newPage();
      int port = 0;
      for (int start = 0; start < 2; start++) {
        Map<String, String> settings =
            Map.of(
                "port",
                String.valueOf(port),
                "host",
                "127.0.0.1",
                "data",
                data.toString(),
                "turn.ports",
                "38000-38999");
        try (Switchboard server = Switchboard.start(settings, _ -> {})) {
          port = server.port();
          page.navigate("http://127.0.0.1:" + port + "/");
          for (String protocol : List.of("udp", "tcp")) {
            String url = "turn:127.0.0.1:" + port + "?transport=" + protocol;
            assertThat(page.evaluate(OWN_CALL, url)).isEqualTo("6000 relay " + protocol);
          }
        }
      }
    }
  }

  /// The same with the credentials that the server hands out.
  private static final String OWN_CALL =
      """
      async (url) => {
        const { iceServers } = await (await fetch("/ice")).json();
        const { urls, username, credential } = iceServers.find((server) => server.username);
        if (!urls.includes(url)) {
          return `${urls} (expected: ${url})`;
        }
        return (%s)({ url, username, credential });
      }
      """
          .formatted(CALL);

  /// Relays reach each other on loopback, and nothing else there.
  private static TurnConfig config() {
    Endpoint door = new Endpoint(HERE, 0);
    return TurnConfig.of(
            List.of(new Door.Udp(door.toSocketAddress()), new Door.Tcp(door.toSocketAddress())),
            List.of(RelayAddress.of(HERE)))
        .withPorts(new PortRange(36_000, 37_999))
        .withLoops(2);
  }
}
