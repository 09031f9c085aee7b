// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The system's Chromium with a camera and a microphone that are made up, driven by Playwright. One
/// serves all tests: what must be apart is apart in contexts. For the one thread that made it.
final class Browsers implements AutoCloseable {

  /// A host that this browser finds on this machine, and which is no secure context over http.
  static final String INSECURE_HOST = "call.test";

  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/bin/chromium"),
          Path.of("/usr/bin/chromium-browser"),
          Path.of("/usr/bin/google-chrome"));

  /// The microphones beep every second, the cameras see a [Film]. Who may use them is a matter of
  /// each context's permissions, as in life: so there is no `--use-fake-ui-for-media-stream`.
  private static final List<String> FLAGS =
      List.of(
          "--use-fake-device-for-media-stream",
          "--no-sandbox",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--auto-select-tab-capture-source-by-title=Switchboard",
          "--autoplay-policy=no-user-gesture-required",
          "--host-resolver-rules=MAP " + INSECURE_HOST + " 127.0.0.1");

  private final Path film;
  private final Playwright playwright;
  private final Browser chromium;

  Browsers() throws IOException {
    this(Map.of());
  }

  /// One that keeps its certificates, and all else, in this home.
  static Browsers at(Path home) throws IOException {
    return new Browsers(Map.of("HOME", home.toString()));
  }

  private Browsers(Map<String, String> environment) throws IOException {
    film = Files.createTempFile("switchboard-it-", ".y4m");
    Film.write(film);
    List<String> flags = new ArrayList<>(FLAGS);
    flags.add("--use-file-for-fake-video-capture=" + film);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    playwright.selectors().setTestIdAttribute("data-test");
    chromium = playwright.chromium().launch(options(flags, environment));
  }

  private static BrowserType.LaunchOptions options(
      List<String> flags, Map<String, String> environment) {
    BrowserType.LaunchOptions options =
        new BrowserType.LaunchOptions().setExecutablePath(find()).setArgs(flags);
    if (!environment.isEmpty()) {
      Map<String, String> whole = new HashMap<>(System.getenv());
      whole.putAll(environment);
      options.setEnv(whole);
    }
    return options;
  }

  Browser chromium() {
    return chromium;
  }

  @Override
  public void close() throws IOException {
    playwright.close();
    Files.delete(film);
  }

  private static Path find() {
    return PLACES.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no Chromium (expected: one of " + PLACES + ")"));
  }
}
