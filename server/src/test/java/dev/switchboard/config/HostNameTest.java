// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostNameTest {

  @ParameterizedTest
  @CsvSource({
    "call.example.org, call.example.org",
    "call.example.org:8443, call.example.org",
    "localhost:8080, localhost",
    "xn--bcher-kva.example, xn--bcher-kva.example",
    "192.168.1.5:8080, 192.168.1.5",
    "[2001:db8::1]:8080, [2001:db8::1]",
    "[::ffff:192.0.2.1], [::ffff:192.0.2.1]",
    "Call.Example.org., Call.Example.org.",
    "4you.example, 4you.example"
  })
  void aHostIsFoundInFrontOfThePort(String authority, String host) {
    assertThat(HostName.ofAuthority(authority)).contains(new HostName(host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":8080",
        "a b",
        "a/b",
        "a?transport=udp",
        "a\"b",
        "user@host",
        "a..b",
        "-a",
        "a-",
        "a_b",
        "10.1",
        "1.2.3.4.5",
        "1.2.3.256",
        "01.2.3.4",
        "[::1",
        "::1",
        "[fe80::1%25eth0]",
        "[1.2.3.4]",
        "[::g]",
        "host:port",
        "host:123456",
        "host:1:2",
        "bücher.example",
        "1.2.3.4.",
        "host\n",
        "host:80\r\n"
      })
  void whatIsNoHostIsNone(String authority) {
    assertThat(HostName.ofAuthority(authority)).isEmpty();
  }

  @Test
  void lengthsAreBounded() {
    String label = "a".repeat(63);
    assertThat(HostName.read(label)).isPresent();
    assertThat(HostName.read(label + "a")).isEmpty();
    assertThat(HostName.read(String.join(".", label, label, label, "a".repeat(61)))).isPresent();
    assertThat(HostName.read(String.join(".", label, label, label, "a".repeat(62)))).isEmpty();
    assertThatThrownBy(() -> new HostName("a b")).hasMessageStartingWith("host: a b (expected:");
  }
}
