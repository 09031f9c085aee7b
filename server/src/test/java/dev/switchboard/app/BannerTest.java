// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.config.Config;
import dev.switchboard.config.Settings;
import dev.switchboard.config.Sources;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BannerTest {

  private static final String WARNING = "Browsers allow the camera and the microphone on https://";

  @TempDir Path folder;

  private final Map<String, String> flags = new HashMap<>();
  private List<InetAddress> lan = List.of();

  @BeforeEach
  void inALan() throws UnknownHostException {
    lan = List.of(InetAddress.getByName("192.168.1.5"), InetAddress.getByName("fd00::1"));
  }

  private String text(boolean terminal) {
    Config config = Config.from(Settings.read(new Sources(flags, Map.of(), folder)));
    return new Banner(config, 8123, List.of(), "epoll", List.of()).text(lan, terminal);
  }

  @Test
  void theFirstLineIsForTools() {
    assertThat(text(false)).startsWith("Switchboard is ready on http://localhost:8123/\n\n");
    assertThat(text(false)).containsOnlyOnce("is ready on");
  }

  @Test
  void peopleSeeWhereToOpenIt() {
    flags.put("public-url", "https://call.example.org");
    assertThat(text(false))
        .contains("On this computer  http://localhost:8123/\n")
        .contains("On your network   http://192.168.1.5:8123/\n")
        .contains("http://[fd00::1]:8123/\n")
        .contains("For everybody     https://call.example.org/\n")
        .contains("Transport         epoll\n");
  }

  @Test
  void plainHttpIsWarnedOf() {
    assertThat(text(false)).contains(WARNING, "http://192.168.1.5:8123/ on another device");
  }

  @Test
  void tlsIsNotWarnedOf() throws Exception {
    flags.put("tls.cert", Files.createFile(folder.resolve("cert.pem")).toString());
    flags.put("tls.key", Files.createFile(folder.resolve("key.pem")).toString());
    assertThat(text(false))
        .startsWith("Switchboard is ready on https://localhost:8123/\n")
        .contains("https://192.168.1.5:8123/")
        .doesNotContain(WARNING);
  }

  @Test
  void neitherIsAProxyWithTlsNorAServerForThisComputerOnly() {
    flags.put("public-url", "https://call.example.org");
    assertThat(text(false)).doesNotContain(WARNING);
    flags.remove("public-url");
    flags.put("host", "127.0.0.1");
    lan = List.of();
    assertThat(text(false))
        .startsWith("Switchboard is ready on http://127.0.0.1:8123/\n")
        .doesNotContain(WARNING, "On your network");
  }

  @Test
  void oneAddressIsWhatIsListenedOn() {
    flags.put("host", "2001:db8::5");
    lan = List.of();
    assertThat(text(false))
        .startsWith("Switchboard is ready on http://[2001:db8::5]:8123/\n")
        .contains(WARNING);
  }

  @Test
  void theCodeIsForTerminalsUnlessToldOtherwise() {
    String code = QrText.draw("http://192.168.1.5:8123/");
    assertThat(text(true)).contains(code);
    assertThat(text(false)).doesNotContain(QrText.RESET);
    flags.put("qr", "always");
    assertThat(text(false)).contains(code);
    flags.put("qr", "never");
    assertThat(text(true)).doesNotContain(QrText.RESET);
  }

  @Test
  void theCodeIsOfTheAddressThatWorksForMost() {
    flags.put("public-url", "https://call.example.org");
    assertThat(text(true)).contains(QrText.draw("https://call.example.org/"));
    flags.remove("public-url");
    lan = List.of();
    assertThat(text(true)).as("nobody else reaches localhost").doesNotContain(QrText.RESET);
  }
}
