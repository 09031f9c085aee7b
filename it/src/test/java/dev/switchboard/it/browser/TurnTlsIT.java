// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.switchboard.it.Folders;
import dev.switchboard.turn.Door;
import dev.switchboard.turn.PortRange;
import dev.switchboard.turn.RelayAddress;
import dev.switchboard.turn.RestCredentials;
import dev.switchboard.turn.TurnConfig;
import dev.switchboard.turn.TurnServer;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.IpAddress;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Chromium and `turns:`: it takes a certificate of an authority that its store knows, and no
/// other.
final class TurnTlsIT {
  private static final IpAddress HERE = IpAddress.of("127.0.0.1");

  /// Gathers with nothing but relays, and tells the error that was met on the way.
  private static final String GATHER =
      """
      async ({ url, username, credential }) => {
        const config = { iceServers: [{ urls: url, username, credential }], iceTransportPolicy: "relay" };
        const near = new RTCPeerConnection(config);
        near.createDataChannel("test");
        const error = new Promise((resolve) => {
          near.onicecandidateerror = ({ errorCode }) => resolve(`error ${errorCode}`);
        });
        const none = new Promise((resolve) => {
          near.onicecandidate = ({ candidate }) => resolve(candidate ? "candidate" : "none");
        });
        await near.setLocalDescription();
        const first = await Promise.race([error, none]);
        return first === "none" ? await error : first;
      }
      """;

  @Test
  void twoEndsFindEachOtherOverTlsWhereTheAuthorityIsKnown() throws Exception {
    Path folder = Folders.temporary();
    try {
      TestAuthority authority = TestAuthority.in(folder);
      Object said = ask(authority, authority.homeThatTrustsIt(), TurnIT.CALL);
      assertThat(said).isEqualTo("6000 relay tls");
    } finally {
      Folders.delete(folder);
    }
  }

  @Test
  void anUnknownAuthorityIsError701AndNoCandidate() throws Exception {
    Path folder = Folders.temporary();
    try {
      TestAuthority authority = TestAuthority.in(folder);
      Object said = ask(authority, folder, GATHER);
      assertThat(said).isEqualTo("error 701");
    } finally {
      Folders.delete(folder);
    }
  }

  private static Object ask(TestAuthority authority, Path home, String script) throws Exception {
    RestCredentials credentials = new RestCredentials("a secret", InstantSource.system());
    RestCredentials.Credential login = credentials.mint("alice", Instant.now().plusSeconds(60));
    try (Browsers browsers = new Browsers();
        TurnServer server =
            TurnServer.open(config(authority.serverContext()), credentials::authenticate);
        Browser chromium = browsers.launch(Browsers.executable(), Map.of("HOME", home.toString()));
        BrowserContext context = chromium.newContext()) {
      Page page = context.newPage();
      String url = "turns:127.0.0.1:" + server.addresses().getFirst().getPort() + "?transport=tcp";
      return page.evaluate(
          script, Map.of("url", url, "username", login.username(), "credential", login.password()));
    }
  }

  private static TurnConfig config(SslContext tls) throws IOException {
    Door.Tcp door =
        new Door.Tcp(
            new Endpoint(HERE, 0).toSocketAddress(),
            pipeline -> pipeline.addLast(tls.newHandler(pipeline.channel().alloc())));
    return TurnConfig.of(List.of(door), List.of(RelayAddress.of(HERE)))
        .withPorts(new PortRange(39_000, 39_999))
        .withLoops(2);
  }
}
