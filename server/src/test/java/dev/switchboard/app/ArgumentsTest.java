// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.config.Key;
import dev.switchboard.config.Keys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ArgumentsTest {

  @Test
  void serveIsTheDefault() {
    assertThat(Arguments.parse("serve", "--port", "0"))
        .isEqualTo(Arguments.parse("--port=0"))
        .extracting(Arguments::flags)
        .isEqualTo(Map.of("port", "0"));
    assertThat(Arguments.parse().flags()).isEmpty();
  }

  @Test
  void unknownOptionsSuggestTheNearest() {
    assertThat(Arguments.parse("--prot", "80", "--frame=1m", "--zebra", "--helpp").problems())
        .containsExactly(
            "--prot: no such option (did you mean --port?)",
            "--frame: no such option (did you mean --limits.frame?)",
            "--zebra: no such option (--help lists all)",
            "--helpp: no such option (did you mean --help?)");
  }

  @Test
  void unknownCommandsSuggestTheNearest() {
    assertThat(Arguments.parse("srve").problems())
        .containsExactly("srve: no such command (did you mean serve?)");
    assertThat(Arguments.parse("serve", "now").problems())
        .containsExactly("now: no such option (options start with --)");
  }

  @Test
  void optionsHaveOneValue() {
    assertThat(Arguments.parse("--port", "1", "--port", "2", "--data").problems())
        .containsExactlyInAnyOrder(
            "--port: set twice (expected: once)", "--data: (nothing) (expected: a path)");
    assertThat(Arguments.parse("--port", "--qr=never").problems())
        .containsExactly("--port: (nothing) (expected: a whole number from 0 to 65535)");
  }

  @Test
  void valuesAreTakenAsTheyAre() {
    assertThat(Arguments.parse("--data=@file", "--host", "${env:HOME}", "--tls.key=\"x\"").flags())
        .isEqualTo(Map.of("data", "@file", "host", "${env:HOME}", "tls.key", "\"x\""));
  }

  @Test
  void plainLinesMeanWhatPicocliReads() {
    for (String line :
        List.of(
            "",
            "serve",
            "rehearse --qr=always",
            "serve --port 0 --tls.cert= --host=::1",
            "--config a.properties --data=a=b --data.x",
            "--limits.frame 1m --origins *,x",
            "--port",
            "--port 1 --port 2",
            "--port -1",
            "--port=-1",
            "serve serve",
            "-- --port 1",
            "--help --port 1")) {
      List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
      Arguments full = new PicocliLine().read(words);
      Optional<Arguments> plain = PlainLine.read(words);
      assertThat(plain.orElse(full)).as(line).isEqualTo(full);
      boolean unusual = !full.problems().isEmpty() || !full.asked().isEmpty();
      assertThat(plain.isPresent() && unusual).as(line).isFalse();
    }
    assertThat(PlainLine.read(List.of("serve", "--port", "0"))).isPresent();
  }

  @Test
  void helpNamesEveryKeyAndItsDefault() {
    String usage = Arguments.parse().usage();
    for (Key<?> key : Keys.inOrder()) {
      String label = key.kind().label();
      String value = key.kind().isFlag() ? "[=" + label + "]" : "=" + label;
      assertThat(usage).contains(key.flag() + value);
      assertThat(usage).contains(key.help());
    }
    assertThat(usage)
        .startsWith("Usage: switchboard [serve] [options]\n")
        .contains("--print-config", "--version", "--config=FILE", "(8080)");
    assertThat(usage.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(111));
  }
}
