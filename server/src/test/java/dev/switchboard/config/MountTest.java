// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MountTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/team=relay",
        "/a/b-c/~d.e_f/0=switchboard@team-1",
        "/.well/..x/...=off",
        ":9090=login",
        ":0=auto@a.b_c-D",
        ":65535=all",
        "tls:9449=channels",
        "tls:1=broadcast@x",
      })
  void whatIsReadIsWrittenTheSame(String text) {
    Mount mount = Mount.kind().read(text).orElseThrow();
    assertThat(Mount.kind().write(mount)).isEqualTo(text);
  }

  @Test
  void theRealmIsMainWhereNoneIsNamed() {
    assertThat(Mount.kind().read("/a=relay").orElseThrow())
        .isEqualTo(new Mount("/a", -1, false, Mount.Dialect.RELAY, "main"));
    Mount main = Mount.kind().read("tls:1=relay@main").orElseThrow();
    assertThat(main).isEqualTo(new Mount("", 1, true, Mount.Dialect.RELAY, "main"));
    assertThat(Mount.kind().write(main)).isEqualTo("tls:1=relay");
  }

  @ParameterizedTest
  @EnumSource
  void everyDialectHasAWord(Mount.Dialect dialect) {
    assertThat(Mount.kind().read(":1=" + dialect.word()).orElseThrow().dialect())
        .isEqualTo(dialect);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "relay",
        "/=relay",
        "/a",
        "/a=",
        "/a=dance",
        "/a=Relay",
        "a=relay",
        "/a/=relay",
        "//a=relay",
        "/a//b=relay",
        "/.=relay",
        "/..=relay",
        "/a/../b=relay",
        "/a/.=relay",
        "/a b=relay",
        "/ä=relay",
        "/a%20=relay",
        "/a?x=relay",
        "/a=all",
        ":1=all@team",
        ":65536=relay",
        ":999999=relay",
        ":-1=relay",
        ":=relay",
        ":x=relay",
        "tls:/a=relay",
        "tls=relay",
        "TLS:1=relay",
        "/a=relay@",
        "/a=relay@ö",
        "/a=relay@a@b",
      })
  void whatIsNoMountIsNotRead(String text) {
    assertThat(Mount.kind().read(text)).isEmpty();
  }

  @Test
  void aNameOfARealmHasSixtyFourCharactersAtMost() {
    assertThat(Mount.kind().read("/a=relay@" + "x".repeat(64))).isPresent();
    assertThat(Mount.kind().read("/a=relay@" + "x".repeat(65))).isEmpty();
  }
}
