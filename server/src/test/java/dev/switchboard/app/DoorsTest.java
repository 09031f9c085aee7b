// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.TestServer;
import dev.switchboard.protocol.Puppet;
import dev.switchboard.protocol.Wait;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/// Mounts that are set: which door leads where.
class DoorsTest {
  private static final String ANN = "{\"type\":\"login\",\"name\":\"ann\"}";
  private static final String BOB = "{\"type\":\"login\",\"name\":\"bob\"}";
  private static final String OFFER = "{\"type\":\"offer\",\"offer\":1,\"name\":\"%s\"}";

  @Test
  void aPortOfItsOwnTakesAnyPath() {
    try (Switchboard server = TestServer.start("mounts", ":0=login,:0=relay,:0=all")) {
      int login = server.ownPorts().get(0);
      assertThat(server.ownPorts()).hasSize(3).doesNotContain(server.port());
      for (String path : new String[] {"/", "/a/b?c", "/ws", "//odd", "/tutorial/relay"}) {
        try (Puppet ann = Puppet.connect(login, path, "")) {
          assertThat(ann.say(ANN).hear()).contains("true");
        }
        Wait.until("gone", () -> server.tally().peers() == 0);
      }
      try (Puppet one = Puppet.connect(server.ownPorts().get(1), "/x", "").settle();
          Puppet two = Puppet.connect(server.port(), "/tutorial/relay/x", "").settle()) {
        one.say("same realm, same lobby");
        assertThat(two.hear()).isEqualTo("same realm, same lobby");
      }
    }
  }

  @Test
  void aPortForAllHasTheAppAndAPortForOneHasNotice() throws Exception {
    try (Switchboard server = TestServer.start("mounts", ":0=all,:0=channels,:0=auto")) {
      assertThat(get(server.ownPorts().get(0), "/").body()).contains("<!doctype html>");
      assertThat(get(server.ownPorts().get(1), "/").statusCode()).isEqualTo(200);
      assertThat(get(server.ownPorts().get(1), "/app/app.js").body()).contains("tutorial 002");
      assertThat(get(server.ownPorts().get(2), "/").statusCode()).isEqualTo(426);
      try (Puppet app = Puppet.connect(server.ownPorts().get(0), "/ws", "switchboard.v1")) {
        app.say("{\"type\":\"hello\",\"versions\":[1]}").hear("welcome");
      }
    }
  }

  @Test
  void realmsDoNotMeet() {
    String mounts =
        "/one=login@one,/two=login@two,/app=switchboard@one,/r1=relay@one,/r2=relay@two";
    try (Switchboard server = TestServer.start("mounts", mounts, "loops", "1");
        Puppet ann = Puppet.connect(server.port(), "/one", "");
        Puppet bob = Puppet.connect(server.port(), "/one", "");
        Puppet other = Puppet.connect(server.port(), "/two", "");
        Puppet main = Puppet.connect(server.port(), "/tutorial/login", "");
        Puppet app = Puppet.connect(server.port(), "/app", "switchboard.v1");
        Puppet relay1 = Puppet.connect(server.port(), "/r1", "").settle();
        Puppet relay2 = Puppet.connect(server.port(), "/r2", "").settle()) {
      assertThat(ann.say(ANN).hear()).contains("true");
      assertThat(bob.say(BOB).hear()).contains("true");
      assertThat(other.say(ANN).hear()).contains("true");
      assertThat(main.say(ANN).hear()).contains("true");
      other.say(OFFER.formatted("bob")).settle();
      main.say(OFFER.formatted("bob")).settle();
      ann.say(OFFER.formatted("bob")).settle();
      ann.say(OFFER.formatted("bob")).settle();
      assertThat(bob.hear()).isEqualTo(OFFER.formatted("ann"));
      assertThat(bob.hear()).as("two offers, both of its own realm").contains("offer");
      app.say("{\"type\":\"hello\",\"versions\":[1]}").say("{\"type\":\"watch\",\"id\":1}");
      assertThat(app.hear("people")).contains("\"ann\"").contains("\"bob\"");
      relay1.say("1").settle();
      relay2.say("2").settle();
      try (Puppet again = Puppet.connect(server.port(), "/r2", "").settle()) {
        again.say("3");
        assertThat(relay2.hear()).isEqualTo("3");
      }
    }
  }

  @Test
  void whatIsOffIsNotThere() {
    try (Switchboard server = TestServer.start("mounts", "/tutorial/relay=off,/ws=off")) {
      assertThatThrownBy(() -> Puppet.connect(server.port(), "/tutorial/relay", ""))
          .isInstanceOf(CompletionException.class);
      assertThatThrownBy(() -> Puppet.connect(server.port(), "/ws", ""))
          .isInstanceOf(CompletionException.class);
      Puppet.connect(server.port(), "/tutorial/login", "").close();
    }
  }

  @Test
  void aPortInUseIsNamedAndNoOtherStaysOpen() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String mounts = ":0=relay,:" + taken.getLocalPort() + "=login";
      assertThatThrownBy(() -> TestServer.start("mounts", mounts))
          .isInstanceOf(CannotStart.class)
          .hasMessage(
              "port: 127.0.0.1:%d is in use (expected: a free port; 0 picks one)",
              taken.getLocalPort());
    }
  }

  @Test
  void withoutACertificateAPortForTlsIsPlain() {
    try (Switchboard server = TestServer.start("mounts", "tls:0=login")) {
      try (Puppet ann = Puppet.connect(server.ownPorts().getFirst(), "/", "")) {
        assertThat(ann.say(ANN).hear()).contains("true");
      }
    }
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI address = URI.create("http://127.0.0.1:" + port + path);
      HttpRequest ask = HttpRequest.newBuilder(address).build();
      return http.send(ask, HttpResponse.BodyHandlers.ofString());
    }
  }
}
