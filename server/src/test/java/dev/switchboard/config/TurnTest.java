// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TurnTest {

  @Test
  void itIsOnByDefaultWithWhatItFinds() {
    Turn turn = Config.defaults().turn();
    assertThat(turn.on()).isTrue();
    assertThat(turn.external()).isEmpty();
    assertThat(turn.ports()).isEqualTo(new Ports(61_000, 62_999));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auto",
        "203.0.113.7",
        "10.0.0.5/203.0.113.7",
        "203.0.113.7,2001:db8:0:0:0:0:0:7",
        "fd00:0:0:0:0:0:0:5/2001:db8:0:0:0:0:0:7,10.0.0.5/203.0.113.7"
      })
  void externalAddressesAreWrittenAsTheyAreRead(String text) {
    assertThat(TurnKeys.EXTERNAL_ADDRESS.kind().write(TurnKeys.EXTERNAL_ADDRESS.read(text)))
        .isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "none",
        "0.0.0.0",
        "::",
        "224.0.0.1",
        "ff02::1",
        "255.255.255.255",
        "203.0.113",
        "203.0.113.256",
        "203.0.113.7:8080",
        "turn.example.org",
        "::ffff:203.0.113.7",
        "fe80::1%eth0",
        "[2001:db8::7]",
        "10.0.0.5/",
        "/203.0.113.7",
        "0.0.0.0/203.0.113.7",
        "10.0.0.5/2001:db8::7",
        "203.0.113.7,203.0.113.8",
        "203.0.113.7,auto"
      })
  void otherExternalAddressesAreNamedWithWhatIsExpected(String text) {
    assertThat(problems("external-address", text))
        .startsWith("--external-address: " + (text.isEmpty() ? "(nothing)" : text))
        .contains("(expected: auto, or an address such as 203.0.113.7 or ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "61000", "1023-2000", "61000-60999", "1-65536", "a-b", "-", "1024-"})
  void portsAreARange(String text) {
    assertThat(problems("turn.ports", text)).contains("(expected: two ports from 1024 to 65535");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,true",
    "10.0.0.1,true",
    "fd00::/8,true",
    "::/0,true",
    "0.0.0.0/0,true",
    "10.0.0.0/33,false",
    "fd00::/129,false",
    "10/8,false",
    "10.0.0.0/,false",
    "x,false"
  })
  void peersAreNetworks(String text, boolean fits) {
    assertThat(problems("turn.allow-peers", text).isEmpty()).isEqualTo(fits);
    assertThat(problems("turn.deny-peers", text).isEmpty()).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource({
    "'',true",
    "'203.0.113.7,203.0.113.8',true",
    "'2001:db8::7,2001:db8::8',true",
    "203.0.113.7,false",
    "'203.0.113.7,203.0.113.7',false",
    "'203.0.113.7,2001:db8::7',false",
    "'203.0.113.7,203.0.113.8,203.0.113.9',false",
    "'0.0.0.0,203.0.113.8',false",
    "'a,b',false"
  })
  void discoveryTakesTwoAddresses(String text, boolean fits) {
    assertThat(problems("turn.discovery", text))
        .contains(fits ? "" : "(expected: two addresses of one family")
        .matches(said -> said.isEmpty() == fits);
  }

  private static String problems(String key, String text) {
    Sources sources = new Sources(Map.of(key, text), Map.of(), Path.of("target"));
    return String.join("\n", Settings.read(sources).problems());
  }
}
