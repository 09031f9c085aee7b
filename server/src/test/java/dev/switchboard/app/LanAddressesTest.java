// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.app.LanAddresses.Candidate;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LanAddressesTest {

  private static List<String> chosen(String... candidates) {
    return LanAddresses.choose(Arrays.stream(candidates).map(LanAddressesTest::candidate).toList())
        .stream()
        .map(LanAddresses::text)
        .toList();
  }

  private static Candidate candidate(String text) {
    String[] parts = text.split(" ", 2);
    try {
      return new Candidate(parts[0], InetAddress.getByName(parts[1]));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void ipv4ComesFirst() {
    assertThat(chosen("eth0 2001:db8::5", "eth0 10.0.0.5", "wlan0 192.168.1.5"))
        .containsExactly("10.0.0.5", "192.168.1.5", "2001:db8::5");
  }

  @Test
  void eachNetworkShowsOneIpv6Address() {
    assertThat(chosen("eth0 2001:db8::5", "eth0 2001:db8::6", "wlan0 fd00::1")).hasSize(2);
  }

  @Test
  void whatOthersCannotReachIsLeftOut() {
    assertThat(
            chosen(
                "lo 127.0.0.1",
                "eth0 fe80::1",
                "eth0 169.254.1.1",
                "docker0 172.17.0.1",
                "br-1a2b3c 172.18.0.1",
                "veth12 10.1.1.1",
                "virbr0 192.168.122.1"))
        .isEmpty();
  }

  @Test
  void addressesAreWrittenForUrls() throws UnknownHostException {
    byte[] bytes = InetAddress.getByName("fd00:0:0:1::2").getAddress();
    assertThat(LanAddresses.text(Inet6Address.getByAddress("", bytes, 7)))
        .isEqualTo("fd00::1:0:0:0:2");
    assertThat(LanAddresses.text(InetAddress.getByName("2001:db8:1::a:0:0")))
        .isEqualTo("2001:db8:1::a:0:0");
    assertThat(LanAddresses.text(InetAddress.getByName("2001:db8:1:2:3:4:5:0")))
        .isEqualTo("2001:db8:1:2:3:4:5:0");
    assertThat(LanAddresses.text(InetAddress.getByName("10.0.0.0"))).isEqualTo("10.0.0.0");
  }

  @Test
  void thisMachineCanBeAsked() {
    assertThat(LanAddresses.find())
        .noneMatch(InetAddress::isLoopbackAddress)
        .noneMatch(InetAddress::isLinkLocalAddress);
  }
}
