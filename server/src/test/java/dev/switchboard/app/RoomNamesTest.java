// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.TestServer;
import dev.switchboard.config.Config;
import dev.switchboard.config.Settings;
import dev.switchboard.config.Sources;
import dev.switchboard.ice.IceServers;
import dev.switchboard.protocol.Tally;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// A room's link is its name behind the slash. So the app lets no room have the name of a path that
/// is the server's own.
final class RoomNamesTest {
  private static final Path APP = Path.of("..", "web", "app");
  private static final Pattern TAKEN =
      Pattern.compile("TAKEN = new Set\\(\\[(.*?)]\\)", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"");

  private final Set<String> own = new TreeSet<>();

  @Test
  void noRoomHasTheNameOfAPathOfTheServer() throws Exception {
    Config config = Config.from(Settings.read(new Sources(Map.of(), Map.of(), Path.of(""))));
    config.mounts().all().forEach(mount -> keep(mount.path()));
    var ice = new IceServers(config.ice(), InstantSource.system());
    Switchboard.sites(config, ice, Operators.create(), realms(config)).keySet().forEach(this::keep);
    try (Switchboard server = TestServer.start();
        HttpClient browser = HttpClient.newHttpClient()) {
      String page = get(browser, server, "/");
      assertThat(get(browser, server, "/brass-lamp-42")).isEqualTo(page);
      for (String name : files()) {
        if (!get(browser, server, "/" + name).equals(page)) {
          keep("/" + name);
        }
      }
    }
    assertThat(own).contains("ws", "metrics", "ice", "y-webrtc", "demos", "manifest.webmanifest");
    assertThat(taken()).containsAll(own);
  }

  private static Realms realms(Config config) {
    var key = new SecretKeySpec(new byte[32], "HmacSHA256");
    return new Realms(config.limits(), new Tally(), RoomAdmission.policy(config.rooms()), key);
  }

  private void keep(String path) {
    own.add(path.split("/", 3)[1]);
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> beside = Files.list(APP);
        Stream<Path> above = Files.list(APP.resolveSibling(""))) {
      return Stream.concat(beside, above).map(file -> file.getFileName().toString()).toList();
    }
  }

  private static Set<String> taken() throws IOException {
    Matcher list = TAKEN.matcher(Files.readString(APP.resolve("logic").resolve("rooms.js")));
    assertThat(list.find()).isTrue();
    return NAME.matcher(list.group(1))
        .results()
        .map(one -> one.group(1))
        .collect(Collectors.toSet());
  }

  private static String get(HttpClient browser, Switchboard server, String path)
      throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + server.port() + path);
    return browser
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
