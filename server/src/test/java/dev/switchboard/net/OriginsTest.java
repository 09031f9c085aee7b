// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OriginsTest {
  private static final Origins ORIGINS =
      new Origins(List.of("https://Friend.example", "http://dev.example:80/", "app://shell"));

  @ParameterizedTest
  @CsvSource({
    "'', here.example",
    "https://here.example, here.example",
    "https://here.example, HERE.example:443",
    "https://here.example:443, here.example",
    "http://here.example, here.example:80",
    "http://here.example:8080, here.example:8080",
    "http://[::1]:8080, [::1]:8080",
    "http://[::1], [::1]:80",
    "https://friend.example, here.example",
    "https://FRIEND.example:443, here.example",
    "http://dev.example, here.example",
    "app://shell, here.example",
  })
  void pagesOfThisSiteAndThoseNamedComeIn(String origin, String host) {
    assertThat(ORIGINS.allow(from(origin, host))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example, here.example",
    "https://here.example.evil.example, here.example",
    "https://here.example, here.example.evil.example",
    "https://here.example:444, here.example",
    "http://here.example:443, here.example",
    "https://here.example, here.example:80",
    "http://friend.example, here.example",
    "https://here.example@evil.example, here.example",
    "null, here.example",
    "null, null",
    "here.example, here.example",
    "https://, ''",
    "://, ''",
    "file://, ''",
  })
  void othersDoNot(String origin, String host) {
    assertThat(ORIGINS.allow(from(origin, host))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"https://evil.example", "null", "''"})
  void aStarLetsEverybodyIn(String origin) {
    assertThat(new Origins(List.of("*")).allow(from(origin, "here.example"))).isTrue();
  }

  private static Handshake from(String origin, String host) {
    return new Handshake("/", "", "", host, origin, List.of());
  }
}
