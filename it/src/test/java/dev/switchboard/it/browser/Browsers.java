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
import org.jspecify.annotations.Nullable;

/// The system's Chromium with a camera and a microphone that are made up, driven by Playwright. One
/// serves most tests: what must be apart is apart in contexts. For the one thread that made it.
public final class Browsers implements AutoCloseable {

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
  private @Nullable Browser chromium;

  public Browsers() throws IOException {
    film = Files.createTempFile("switchboard-it-", ".y4m");
    Film.write(film);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    playwright.selectors().setTestIdAttribute("data-test");
  }

  /// The one that all share.
  Browser chromium() {
    if (chromium == null) {
      chromium = launch(executable(), Map.of());
    }
    return chromium;
  }

  /// One more.
  ///
  /// @param executable passes its arguments on to [#executable()]
  /// @param environment what differs from ours
  public Browser launch(Path executable, Map<String, String> environment) {
    List<String> flags = new ArrayList<>(FLAGS);
    flags.add("--use-file-for-fake-video-capture=" + film);
    Map<String, String> whole = new HashMap<>(System.getenv());
    whole.putAll(environment);
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(executable)
                .setArgs(flags)
                .setEnv(whole));
  }

  @Override
  public void close() throws IOException {
    playwright.close();
    Files.delete(film);
  }

  /// The system's Chromium.
  public static Path executable() {
    return PLACES.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no Chromium (expected: one of " + PLACES + ")"));
  }
}
