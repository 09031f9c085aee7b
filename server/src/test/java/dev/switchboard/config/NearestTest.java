// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {

  private static final List<String> KNOWN =
      List.of("port", "host", "tls.cert", "limits.frame", "limits.frames-burst");

  @ParameterizedTest
  @CsvSource({
    "prot,port",
    "por,port",
    "PORT,port",
    "tls_cert,tls.cert",
    "cert,tls.cert",
    "frame,limits.frame",
    "limit.frame,limits.frame",
    "limits.frame-burst,limits.frames-burst"
  })
  void slipsAreUnderstood(String word, String meant) {
    assertThat(Nearest.to(word, KNOWN)).contains(meant);
  }

  @Test
  void strangeWordsAreNot() {
    assertThat(Nearest.to("database", KNOWN)).isEmpty();
    assertThat(Nearest.to("", KNOWN)).isEmpty();
  }

  @Test
  void swappedNeighboursAreOneSlip() {
    assertThat(Nearest.distance("prot", "port")).isEqualTo(1);
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Nearest.distance("", "abc")).isEqualTo(3);
  }
}
