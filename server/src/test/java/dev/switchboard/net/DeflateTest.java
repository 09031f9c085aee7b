// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The negotiation of permessage-deflate (RFC 7692, sections 5 and 7.1).
final class DeflateTest {
  private static final String NO_CONTEXT =
      "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permessage-deflate",
        " permessage-deflate ;client_max_window_bits",
        "permessage-deflate; client_max_window_bits=8",
        "permessage-deflate; client_max_window_bits=\"15\"",
        "permessage-deflate; server_no_context_takeover",
        "permessage-deflate;client_no_context_takeover;server_no_context_takeover",
        "x-webkit-deflate-frame, permessage-deflate",
        "other; a=\"b, permessage-deflate; c\", permessage-deflate; server_no_context_takeover",
        "permessage-deflate; unknown, permessage-deflate",
        "permessage-deflate; server_max_window_bits=7, permessage-deflate",
        ",,permessage-deflate,",
        "foo bar, permessage-deflate",
      })
  void anOfferThatCanBeMetIs(String offer) {
    Deflate agreed = choose(offer);
    assertThat(agreed.answer()).isEqualTo(NO_CONTEXT);
    assertThat(agreed.windowBits()).isEqualTo(15);
  }

  @ParameterizedTest
  @CsvSource({"8, 8", "9, 9", "15, 15", "'\"10\"', 10", "'\"\\1\\0\"', 10", "' 12 ', 12"})
  void theWindowThatTheClientHasIsNamedInTheAnswer(String value, int bits) {
    Deflate agreed = choose("permessage-deflate; server_max_window_bits=" + value);
    assertThat(agreed.answer()).isEqualTo(NO_CONTEXT + "; server_max_window_bits=" + bits);
    assertThat(agreed.windowBits()).isEqualTo(bits);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "permessage-deflat",
        "Permessage-Bzip2",
        "permessage-deflate=1",
        "permessage-deflate;",
        "permessage-deflate; ; client_max_window_bits",
        "permessage-deflate; unknown",
        "permessage-deflate; unknown=1",
        "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
        "permessage-deflate; client_max_window_bits; client_max_window_bits=10",
        "permessage-deflate; server_max_window_bits=10; server_max_window_bits=10",
        "permessage-deflate; server_no_context_takeover=true",
        "permessage-deflate; client_no_context_takeover=\"\"",
        "permessage-deflate; server_max_window_bits",
        "permessage-deflate; server_max_window_bits=",
        "permessage-deflate; server_max_window_bits=7",
        "permessage-deflate; server_max_window_bits=16",
        "permessage-deflate; server_max_window_bits=08",
        "permessage-deflate; server_max_window_bits=+9",
        "permessage-deflate; server_max_window_bits=9.0",
        "permessage-deflate; server_max_window_bits=\"9",
        "permessage-deflate; server_max_window_bits=9 9",
        "permessage-deflate; client_max_window_bits=",
        "permessage-deflate; client_max_window_bits=0",
        "permessage-deflate; client_max_window_bits=99999999999999999999",
        "permessage-deflate client_max_window_bits",
        "permessage-deflate; =10",
        "\"permessage-deflate\"",
        "other; a=\"permessage-deflate",
      })
  void anyOtherIsDeclined(String offer) {
    assertThat(choose(offer)).isSameAs(Deflate.OFF);
    assertThat(Deflate.OFF.answer()).isEmpty();
    assertThat(Deflate.OFF.on()).isFalse();
  }

  @Test
  void theFirstOfSeveralOffersThatCanBeMetIsTaken() {
    assertThat(choose("permessage-deflate; server_max_window_bits=9, permessage-deflate").answer())
        .endsWith("; server_max_window_bits=9");
    assertThat(choose("a, permessage-deflate; b", "permessage-deflate; server_max_window_bits=8"))
        .isEqualTo(choose("permessage-deflate; server_max_window_bits=8"));
    assertThat(choose("permessage-deflate; b=1", "c").on()).isFalse();
  }

  /// Offers of good and bad parts, with the answer known from the parts.
  @Test
  void offersOfRandomPartsAreAnsweredByTheirParts() {
    List<String> good =
        List.of(
            "server_no_context_takeover",
            "client_no_context_takeover",
            "client_max_window_bits",
            "client_max_window_bits=9",
            "server_max_window_bits=10",
            "server_max_window_bits=\"15\"");
    List<String> bad =
        List.of("x", "client_max_window_bits=16", "server_max_window_bits", "a b", "");
    for (int seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      List<String> parts = new ArrayList<>();
      Set<String> names = new TreeSet<>();
      boolean fine = true;
      String answer = NO_CONTEXT;
      for (int i = random.nextInt(5); i > 0; i--) {
        boolean pickGood = random.nextInt(8) > 0;
        String part = pick(pickGood ? good : bad, random);
        parts.add(part);
        fine &= pickGood && names.add(part.replaceAll("=.*", ""));
        answer += part.startsWith("server_max") ? "; " + part.replace("\"", "") : "";
      }
      String offer =
          "permessage-deflate" + String.join("", parts.stream().map(p -> ";" + p).toList());
      assertThat(choose(offer).answer()).as(offer).isEqualTo(fine ? answer : "");
    }
  }

  @Test
  void noHeaderWhateverBreaksAnything() {
    String alphabet = "permessage-deflate;,=\"\\ \t89server_max_window_bits\u00e4";
    for (int seed = 0; seed < 10_000; seed++) {
      Random random = new Random(seed);
      StringBuilder offer = new StringBuilder(random.nextBoolean() ? "permessage-deflate" : "");
      for (int i = random.nextInt(40); i > 0; i--) {
        offer.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      Deflate agreed = choose(offer.toString());
      assertThat(agreed.answer())
          .matches("|" + NO_CONTEXT + "(; server_max_window_bits=(8|9|1[0-5]))?");
    }
  }

  private static String pick(List<String> parts, Random random) {
    return parts.get(random.nextInt(parts.size()));
  }

  private static Deflate choose(String... lines) {
    HttpHeaders headers =
        DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
    for (String line : lines) {
      headers.add("Sec-WebSocket-Extensions", line);
    }
    return Deflate.choose(headers);
  }
}
