// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.switchboard.it.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// coturn lets in whom we send: it shares a secret with Switchboard, and Chromium goes through it
/// with what `/ice` said.
final class CoturnIT {
  private static final Path COTURN = Path.of("/usr/bin/turnserver");
  private static final String SECRET = "north-by-northwest";

  /// Both ends in one page, with nothing but relays.
  private static final String CALL =
      """
      async () => {
        const config = { ...(await (await fetch("/ice")).json()), iceTransportPolicy: "relay" };
        const [near, far] = [new RTCPeerConnection(config), new RTCPeerConnection(config)];
        near.onicecandidate = ({ candidate }) => candidate && far.addIceCandidate(candidate);
        far.onicecandidate = ({ candidate }) => candidate && near.addIceCandidate(candidate);
        const channel = near.createDataChannel("test");
        const received = new Promise((resolve) => {
          far.ondatachannel = (event) => {
            event.channel.onmessage = ({ data }) => resolve(data);
          };
        });
        channel.onopen = () => channel.send("through coturn");
        await near.setLocalDescription();
        await far.setRemoteDescription(near.localDescription);
        await far.setLocalDescription();
        await near.setRemoteDescription(far.localDescription);
        return received;
      }
      """;

  @TempDir Path folder;

  @Test
  void coturnLetsInWhomWeSend() throws Exception {
    assumeTrue(Files.isExecutable(COTURN), "coturn is missing: apt install coturn");
    int port = freePort();
    Process coturn = coturn(port);
    try (Browsers browsers = new Browsers();
        BrowserContext context = browsers.chromium().newContext();
        ServerProcess server =
            ServerProcess.start(
                "--ice.servers=turn:127.0.0.1:" + port + "?transport=tcp",
                "--ice.secret=" + SECRET)) {
      Page page = context.newPage();
      page.navigate(server.url());
      assertThat(page.evaluate(CALL)).isEqualTo("through coturn");
    } finally {
      coturn.destroyForcibly().waitFor();
    }
  }

  /// Returns when it listens.
  private Process coturn(int port) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    COTURN.toString(),
                    "-n",
                    "--listening-ip=127.0.0.1",
                    "--relay-ip=127.0.0.1",
                    "--listening-port=" + port,
                    "--min-port=33000",
                    "--max-port=33999",
                    "--realm=example.org",
                    "--use-auth-secret",
                    "--static-auth-secret=" + SECRET,
                    "--allow-loopback-peers",
                    "--no-tls",
                    "--no-dtls",
                    "--no-cli",
                    "--log-file=stdout",
                    "--simple-log",
                    "--pidfile=" + folder.resolve("pid"),
                    "--userdb=" + folder.resolve("db")))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    while (!listens(port)) {
      assertThat(process.isAlive()).as("coturn runs").isTrue();
    }
    return process;
  }

  /// Over TCP a refusal comes at once, so that asking again and again costs little.
  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
