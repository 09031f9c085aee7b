// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KindTest {

  private final Kind<Integer> port = Kind.number("PORT", 0, 65_535);
  private final Kind<Integer> size = Quantity.size("1k", "1g");
  private final Kind<Duration> time = Quantity.duration("0s", "4h");

  @ParameterizedTest
  @ValueSource(strings = {"0", "8080", "65535", " 80 "})
  void numbersInRangeFit(String text) {
    assertThat(port.read(text)).contains(Integer.valueOf(text.strip()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "+1", "65536", "8o80", "1e3", "99999999999999999999", "٣", "0x10"})
  void otherNumbersDoNot(String text) {
    assertThat(port.read(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1024,1024", "1k,1024", "256K,262144", "1m,1048576", "1g,1073741824"})
  void sizesCountInPowersOf1024(String text, int bytes) {
    assertThat(size.read(text)).contains(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "k", "1023", "2g", "1.5m", "1kb", "1 k", "-1k", "9999999999999999g"})
  void otherSizesDoNotFit(String text) {
    assertThat(size.read(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"500ms,500", "20s,20000", "5m,300000", "4h,14400000", "0ms,0"})
  void timesNeedAUnit(String text, long millis) {
    assertThat(time.read(text)).contains(Duration.ofMillis(millis));
    assertThat(time.write(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "20", "s", "5h", "1d", "PT5S", "241m"})
  void otherTimesDoNotFit(String text) {
    assertThat(time.read(text)).isEmpty();
  }

  @Test
  void quantitiesAreWrittenInTheirLargestWholeUnit() {
    assertThat(size.write(262_144)).isEqualTo("256k");
    assertThat(size.write(262_145)).isEqualTo("262145");
    assertThat(time.write(Duration.ofSeconds(90))).isEqualTo("90s");
  }

  @Test
  void choicesAreWrittenInLowerCase() {
    Kind<Transport> kind = Kind.choice("NAME", List.of(Transport.values()));
    assertThat(kind.read("io_uring")).contains(Transport.IO_URING);
    assertThat(kind.read("IO_URING")).isEmpty();
    assertThat(kind.expected()).isEqualTo("one of auto, io_uring, epoll, nio");
  }

  @Test
  void listsHaveCommasBetweenTheirItems() {
    assertThat(IceUrls.kind().read("stun:a.example:3478, turn:b.example?transport=tcp"))
        .contains(List.of("stun:a.example:3478", "turn:b.example?transport=tcp"));
    assertThat(IceUrls.kind().read("")).contains(List.of());
    assertThat(IceUrls.kind().read("stun:a.example,")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org",
        "stun:",
        "turn:user@example.org",
        "stun:a b",
        "stun://a.b",
        "stun:a:0",
        "stun:a:65536",
        "stun:a:1:2",
        "stun:a?transport=udp",
        "turn:a?transport=sctp",
        "turn:[::1",
        "turn:[fe80::1%eth0]",
        "turn:1.2.3.256",
        "turn:2001:db8::1",
        "turn:-a.example"
      })
  void otherIceServersDoNotFit(String text) {
    assertThat(IceUrls.kind().read(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stun:[2001:db8::1]:3478",
        "turns:example.org:443?transport=tcp",
        "stun:192.0.2.1"
      })
  void iceServersMayBeAddresses(String text) {
    assertThat(IceUrls.kind().read(text)).contains(List.of(text));
  }

  @Test
  void originsHaveNoPath() {
    assertThat(Places.origins().read("*")).contains(List.of("*"));
    assertThat(Places.origins().read("https://a.example:8443")).isPresent();
    assertThat(Places.origins().read("https://a.example/")).isEmpty();
    assertThat(Places.origins().read("a.example")).isEmpty();
  }

  @Test
  void sitesEndInASlash() {
    assertThat(Places.site().read("https://a.example/calls"))
        .contains(URI.create("https://a.example/calls/"));
    assertThat(Places.site().read("ftp://a.example")).isEmpty();
    assertThat(Places.site().read("https://me:pw@a.example")).isEmpty();
    assertThat(Kind.optional(Places.site()).read("")).contains(Optional.empty());
    assertThat(Kind.optional(Places.site()).read("x")).isEmpty();
  }

  @Test
  void aTildeIsTheHomeOfTheUser() {
    assertThat(Places.path().read("~/calls"))
        .contains(Path.of(System.getProperty("user.home"), "calls"));
    assertThat(Places.path().read("~calls")).contains(Path.of("~calls"));
    assertThat(Places.path().read("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http://a.example", "a b", "[::1]", "a/b"})
  void hostsAreBareNames(String text) {
    assertThat(Places.host().read(text)).isEmpty();
    assertThat(Places.host().read("::1")).contains("::1");
  }
}
