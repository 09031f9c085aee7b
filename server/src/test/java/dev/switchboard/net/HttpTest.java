// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages over loopback: what is answered, and how connections go on or end.
final class HttpTest {
  private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";
  private static EchoServer server;

  @BeforeAll
  static void start() throws IOException {
    server = EchoServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8",
    "/brass-lamp-42, text/html; charset=utf-8",
    "/%E8%A1%97%E5%B8%82, text/html; charset=utf-8",
    "/?x=/../, text/html; charset=utf-8",
    "http://localhost/room, text/html; charset=utf-8",
    "HTTPS://localhost?x, text/html; charset=utf-8",
    "/app/app.js, text/javascript; charset=utf-8",
    "/app/app.css, text/css; charset=utf-8",
    "/app/logo.svg, image/svg+xml; charset=utf-8",
    "/app/fonts/besley-latin-wght.woff2, font/woff2",
    "/client/switchboard.js, text/javascript; charset=utf-8",
    "/demos, text/html; charset=utf-8",
    "/demos/, text/html; charset=utf-8",
    "/demos/relay.html, text/html; charset=utf-8",
    "/demos/clients/relay.js, text/javascript; charset=utf-8",
    "/demos/demos.css, text/css; charset=utf-8",
  })
  void filesAndRoomsAreServedWithTheirType(String path, String type) throws IOException {
    Caller.Answer answer = ask("GET " + path + HOST + "\r\n");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo(type);
    assertThat(answer.header("Vary")).isEqualToIgnoringCase("accept-encoding");
    assertThat(answer.header("ETag")).matches("\"[\\w-]+\"");
    assertThat(answer.body()).isNotEmpty();
    assertIsGuarded(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../pom.xml",
        "/app/../../pom.xml",
        "/app/../pom.xml",
        "/app/..",
        "/..",
        "/app/./app.js",
        "/%2e%2e/pom.xml",
        "/app/%2e%2e/%2E%2E/pom.xml",
        "/app/.%2e/x",
        "/app%2fapp.js",
        "/app/..%2f..%2fx",
        "/app%5capp.js",
        "/..%5c..%5cx",
        "/app\\..\\x",
        "/app/app.js%00",
        "/%00",
        "/app//app.js",
        "//app/app.js",
        "//evil.example/app",
        "/app/%c0%ae%c0%ae/x",
        "/%e0%80%af",
        "/%ed%a0%80",
        "/%ff",
        "/%",
        "/%2",
        "/%zz",
        "/%0d%0aX:y",
        "/%7f",
        "*",
        "app/app.js",
        "file:///etc/passwd",
        "http://localhost/../x",
        "http://localhost//x",
        "/\u00e9"
      })
  void pathsThatWanderAreTurnedDown(String path) throws IOException {
    try (Caller caller = Caller.dial(server.port()).send("GET " + path + HOST + "\r\n")) {
      Caller.Answer answer = caller.answer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.header("Connection")).isEqualTo("close");
      assertIsGuarded(answer);
      assertThat(caller.rest()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/app/",
        "/client/",
        "/app/nothing.js",
        "/demos/nothing.html",
        "/demos/clients/",
        "/app/index.html/",
        "/app/i18n",
        "/web/app/app.js",
        "/META-INF/MANIFEST.MF",
        "/dev/switchboard/app/Main.class",
        "/app/icons-LICENSE",
        "/a/b"
      })
  void whatIsNotThereIs404(String path) throws IOException {
    Caller.Answer answer = ask("GET " + path + HOST + "\r\n");
    assertThat(answer.status()).isEqualTo(404);
    assertIsGuarded(answer);
  }

  @Test
  void headIsGetWithoutTheBody() throws IOException {
    try (Caller caller = Caller.dial(server.port())) {
      caller.send("GET /app/app.js" + HOST + "\r\nHEAD /app/app.js" + HOST + "\r\n");
      caller.send("HEAD /none/x" + HOST + "\r\nGET /" + HOST + "\r\n");
      Caller.Answer get = caller.answer();
      assertThat(caller.answer(false).headers()).isEqualTo(get.headers());
      assertThat(caller.answer(false).status()).isEqualTo(404);
      assertThat(caller.answer().text()).contains("<html");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"})
  void otherMethodsAreNotAllowed(String method) throws IOException {
    Caller.Answer answer = ask(method + " /" + HOST + "Content-Length: 2\r\n\r\nhi");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
    assertIsGuarded(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%s", "W/%s", "\"x\", %s", "\"x\",W/%s,\"y\"", "\"x\"\r\nIf-None-Match: %s", "*"})
  void whatTheClientHasIsNotSentAgain(String condition) throws IOException {
    String tag = ask("GET /app/app.js" + HOST + "\r\n").header("ETag");
    String line = "If-None-Match: " + condition.replace("%s", tag) + "\r\n";
    try (Caller caller = Caller.dial(server.port())) {
      caller.send("GET /app/app.js" + HOST + line + "\r\nGET /" + HOST + "\r\n");
      Caller.Answer answer = caller.answer(false);
      assertThat(answer.status()).isEqualTo(304);
      assertThat(answer.header("ETag")).isEqualTo(tag);
      assertThat(answer.header("Vary")).isNotEmpty();
      assertThat(caller.answer().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"x\"", "W/\"x\"", "", "xx%s", "%s-gzip", "\"*\""})
  void whatTheClientHasNotIsSent(String condition) throws IOException {
    String tag = ask("GET /app/app.js" + HOST + "\r\n").header("ETag");
    String line = "If-None-Match: " + condition.replace("%s", tag) + "\r\n";
    assertThat(ask("GET /app/app.js" + HOST + line + "\r\n").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "gzip|true",
        "br, GZIP|true",
        "deflate, gzip;q=0.5|true",
        "x-gzip|true",
        "*|true",
        "deflate; Accept-Encoding: gzip|true",
        "''|false",
        "identity|false",
        "gzip;q=0|false",
        "gzip; q=0.000, *|false",
        "*;q=0|false",
        "notgzip|false",
      },
      delimiter = '|')
  void textIsCompressedForThoseWhoTakeIt(String accepts, boolean zipped) throws IOException {
    byte[] plain = ask("GET /app/app.js" + HOST + "\r\n").body();
    String line = "Accept-Encoding: " + accepts.replace("; A", "\r\nA") + "\r\n";
    Caller.Answer answer = ask("GET /app/app.js" + HOST + line + "\r\n");
    assertThat(answer.header("Content-Encoding")).isEqualTo(zipped ? "gzip" : "");
    if (zipped) {
      assertThat(answer.header("ETag")).endsWith("-gzip\"");
      var in = new GZIPInputStream(new ByteArrayInputStream(answer.body()));
      assertThat(in.readAllBytes()).isEqualTo(plain);
    } else {
      assertThat(answer.body()).isEqualTo(plain);
    }
  }

  @Test
  void whatIsPackedAlreadyIsNotPackedAgain() throws IOException {
    String font = "GET /app/fonts/besley-latin-wght.woff2" + HOST;
    Caller.Answer answer = ask(font + "Accept-Encoding: gzip\r\n\r\n");
    assertThat(answer.header("Content-Encoding")).isEmpty();
    assertThat(new String(answer.body(), 0, 4, StandardCharsets.US_ASCII)).isEqualTo("wOF2");
  }

  /// The page names its files under an address that goes with their content, and modules there have
  /// no comments.
  @Test
  void theAppsFilesAreUnderTheirVersion() throws IOException {
    String page = new String(ask("GET /" + HOST + "\r\n").body(), StandardCharsets.UTF_8);
    Matcher script = Pattern.compile("src=\"(/v/[\\w-]+/)app/app.js\"").matcher(page);
    assertThat(script.find()).as(page).isTrue();
    String base = script.group(1);
    assertThat(page).contains("modulepreload\" href=\"" + base + "client/switchboard.js\"");

    Caller.Answer module = ask("GET " + base + "app/dom.js" + HOST + "\r\n");
    assertThat(module.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    String slim = new String(module.body(), StandardCharsets.UTF_8);
    String whole =
        new String(ask("GET /app/dom.js" + HOST + "\r\n").body(), StandardCharsets.UTF_8);
    assertThat(whole).contains("/**");
    assertThat(slim).doesNotContain("/**", "SPDX");
    assertThat(slim.lines().count()).isEqualTo(whole.lines().count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v/000000000000/app/app.js",
        "/v/",
        "/v//app/app.js",
        "/v/app/app.js",
        "/v/000000000000/demos/index.html"
      })
  void anotherVersionIsNotThere(String path) throws IOException {
    Caller.Answer answer = ask("GET " + path + HOST + "\r\n");
    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.header("Cache-Control")).doesNotContain("max-age");
  }

  /// Each of them has a type, a tag by which it is not sent again, a packed form where it is text,
  /// and the policy where it is a page; the app's own are kept for good under their version.
  @Test
  void everyFileOfTheAppIsServedLightlyAndGuarded() throws IOException {
    String page = ask("GET /" + HOST + "\r\n").text();
    Matcher tag = Pattern.compile("\"/v/([\\w-]+)/app/app.js\"").matcher(page);
    assertThat(tag.find()).as(page).isTrue();
    List<String> files = webFiles();
    assertThat(files).hasSizeGreaterThan(200);
    try (Caller caller = Caller.dial(server.port())) {
      for (String path : files) {
        Caller.Answer plain = answer(caller, path, "");
        assertThat(plain.status()).as(path).isEqualTo(200);
        assertIsGuarded(plain);
        String known = "If-None-Match: " + plain.header("ETag") + "\r\n";
        caller.send("HEAD " + path + HOST + known + "\r\n");
        assertThat(caller.answer(false).status()).as(path).isEqualTo(304);
        boolean text = plain.header("Content-Type").contains("charset");
        Caller.Answer packed = answer(caller, path, "Accept-Encoding: gzip\r\n");
        if (text && plain.body().length > 400) {
          assertThat(packed.header("Content-Encoding")).as(path).isEqualTo("gzip");
          assertThat(packed.body().length).as(path).isLessThan(plain.body().length);
        }
        if (path.startsWith("/app/") || path.startsWith("/client/")) {
          String kept = answer(caller, "/v/" + tag.group(1) + path, "").header("Cache-Control");
          assertThat(kept).as(path).contains("immutable");
        }
      }
    }
  }

  private static Caller.Answer answer(Caller caller, String path, String more) throws IOException {
    return caller.send("GET " + path + HOST + more + "\r\n").answer();
  }

  /// Their paths on the server, from the sources.
  private static List<String> webFiles() throws IOException {
    Path web = Path.of("..", "web");
    try (Stream<Path> all = Files.walk(web)) {
      return all.filter(Files::isRegularFile)
          .map(file -> "/" + web.relativize(file).toString().replace('\\', '/'))
          .filter(path -> path.matches("/(app|client|demos)/.*(?<!\\.test\\.js)"))
          .sorted()
          .toList();
    }
  }

  @Test
  void onlyTheClientLibraryIsForOtherSites() throws IOException {
    Caller.Answer client = ask("GET /client/switchboard.js" + HOST + "\r\n");
    assertThat(client.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(client.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
    assertThat(ask("GET /app/app.js" + HOST + "\r\n").headers())
        .doesNotContainKeys("access-control-allow-origin", "cross-origin-resource-policy");
  }

  private static Caller.Answer ask(String request) throws IOException {
    try (Caller caller = Caller.dial(server.port()).send(request)) {
      return caller.answer();
    }
  }

  private static void assertIsGuarded(Caller.Answer answer) {
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    if (answer.header("Content-Type").matches("(text/(javascript|css)|font/).*")) {
      assertThat(answer.headers()).doesNotContainKey("content-security-policy");
      return;
    }
    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Permissions-Policy")).contains("camera=(self)");
    assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
  }
}
