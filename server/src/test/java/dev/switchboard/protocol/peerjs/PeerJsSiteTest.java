// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.peerjs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import dev.switchboard.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What PeerJS asks by HTTP.
class PeerJsSiteTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Switchboard SERVER =
      TestServer.start("mounts", ":0=peerjs", "peerjs.discovery", "true");
  private static final String ELSEWHERE = "https://pages.example";

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void theMountSaysWhatItIs() {
    for (String path : new String[] {"/peerjs/", "/peerjs"}) {
      HttpResponse<String> answer = get(SERVER.port(), path);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(type(answer)).startsWith("application/json");
      Map<?, ?> what = (Map<?, ?>) Json.parse(answer.body());
      assertThat(what.containsKey("name")).isTrue();
      assertThat(what.containsKey("description")).isTrue();
      assertThat(what.containsKey("website")).isTrue();
    }
    assertThat(get(SERVER.ownPorts().getFirst(), "/").body()).contains("\"website\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/peerjs/peerjs/id", "/peerjs/peerjs/id?ts=17&version=1.5.4", "/peerjs/any/id"})
  void anIdIsFresh(String path) {
    HttpResponse<String> answer = get(SERVER.port(), path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(type(answer)).startsWith("text/html");
    assertThat(UUID.fromString(answer.body()).version()).isEqualTo(4);
    assertThat(get(SERVER.port(), path).body()).isNotEqualTo(answer.body());
    assertThat(Credentials.isId(dev.switchboard.text.Utf8.of(answer.body()))).isTrue();
  }

  @Test
  void aPortOfItsOwnAnswersAtTheRoot() {
    int port = SERVER.ownPorts().getFirst();
    assertThat(get(port, "/peerjs/id").body()).hasSize(36);
    assertThat(get(port, "/other").statusCode()).isEqualTo(404);
  }

  @Test
  void theListOfIdsIsForThoseWhoMayHaveIt() {
    try (Page ann = Page.open(SERVER, "ann");
        Page bob = Page.open(SERVER, "bo%20b")) {
      HttpResponse<String> answer = get(SERVER.port(), "/peerjs/peerjs/peers");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(type(answer)).startsWith("application/json");
      assertThat(((List<?>) Json.parse(answer.body())).toArray())
          .containsExactlyInAnyOrder("ann", "bo b");
      assertThat(get(SERVER.port(), "/peerjs/wrong/peers").statusCode()).isEqualTo(401);
      ann.hearsNothing();
      bob.beats();
    }
  }

  @Test
  void theListIsEmptyWhereNobodyIs() {
    try (Switchboard server = TestServer.start("peerjs.discovery", "true")) {
      assertThat(get(server.port(), "/peerjs/peerjs/peers").body()).isEqualTo("[]");
    }
  }

  @Test
  void nobodyHasTheListUnlessItIsAllowed() {
    try (Switchboard server = TestServer.start()) {
      HttpResponse<String> answer = get(server.port(), "/peerjs/peerjs/peers");
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).isEqualTo("Unauthorized");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/peerjs/peerjs", "/peerjs/peerjs/", "/peerjs/peerjs/other", "/peerjs/a/b/id"})
  void theRestDoesNotExist(String path) {
    assertThat(get(SERVER.port(), path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE"})
  void nothingCanBeChanged(String method) {
    assertThat(ask(SERVER.port(), method, "/peerjs/peerjs/id").statusCode()).isEqualTo(404);
  }

  @Test
  void pagesOfOtherSitesMayReadTheAnswers() {
    for (String method : new String[] {"GET", "OPTIONS", "HEAD"}) {
      HttpResponse<String> answer = ask(SERVER.port(), method, "/peerjs/peerjs/id");
      assertThat(answer.statusCode()).isEqualTo(method.equals("OPTIONS") ? 204 : 200);
      assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(ELSEWHERE);
      assertThat(header(answer, "Vary")).isEqualTo("Origin");
    }
    HttpResponse<String> refused = get(SERVER.port(), "/peerjs/nothing");
    assertThat(header(refused, "Access-Control-Allow-Origin")).isEqualTo(ELSEWHERE);
  }

  @Test
  void onlyTheSitesThatWereNamedMay() {
    try (Switchboard server = TestServer.start("tutorial-origins", "https://one.example")) {
      HttpResponse<String> answer = get(server.port(), "/peerjs/peerjs/id");
      assertThat(header(answer, "Access-Control-Allow-Origin")).isEmpty();
      assertThat(header(answer, "Vary")).isEqualTo("Origin");
    }
  }

  private static HttpResponse<String> get(int port, String path) {
    return ask(port, "GET", path);
  }

  private static HttpResponse<String> ask(int port, String method, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, BodyPublishers.noBody())
            .header("Origin", ELSEWHERE)
            .build();
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String type(HttpResponse<?> answer) {
    return header(answer, "Content-Type");
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
