// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KeysTest {

  @Test
  void oneNameGivesFlagAndVariable() {
    assertThat(LimitKeys.HTTP_BODY.name()).isEqualTo("limits.http-body");
    assertThat(LimitKeys.HTTP_BODY.flag()).isEqualTo("--limits.http-body");
    assertThat(LimitKeys.HTTP_BODY.variable()).isEqualTo("SWITCHBOARD_LIMITS_HTTP_BODY");
  }

  @Test
  void noTwoKeysShareAName() {
    assertThat(Keys.inOrder().stream().map(Key::name)).doesNotHaveDuplicates();
    assertThat(Keys.inOrder().stream().map(Key::variable))
        .doesNotHaveDuplicates()
        .doesNotContain(Sources.CONFIG_VARIABLE);
  }

  @Test
  void everyKeyHasOneLineOfHelp() {
    for (Key<?> key : Keys.inOrder()) {
      assertThat(key.help()).as(key.name()).isNotBlank().hasSizeLessThan(75).doesNotEndWith(".");
      assertThat(key.kind().expected()).as(key.name()).isNotBlank();
    }
  }

  @Test
  void everyDefaultIsWrittenInItsShortestForm() {
    Keys.inOrder().stream()
        .filter(key -> !key.equals(Keys.DATA))
        .forEach(key -> assertThat(rewritten(key)).as(key.name()).isEqualTo(key.initial()));
  }

  private static <T> String rewritten(Key<T> key) {
    return key.kind().write(key.read(key.initial()));
  }

  @Test
  void recordsRejectWhatTheSchemaRejects() {
    assertThatThrownBy(() -> new Listen("0.0.0.0", 70_000, new Tls.Off(), Transport.AUTO, 0))
        .hasMessage("port: 70000 (expected: a whole number from 0 to 65535)");
    assertThatThrownBy(() -> new Links(Optional.empty(), List.of("example.org")))
        .hasMessageStartingWith("origins: example.org (expected: * or origins such as");
  }

  @Test
  void secretsAreNotShown() {
    Key<Integer> key = new Key<>("pin", Kind.number("N", 0, 9), "0", "a secret digit", true);
    assertThat(key.misfit("--pin", "12345"))
        .isEqualTo("--pin: (hidden) (expected: a whole number from 0 to 9)");
  }

  @Test
  void aKeyIsWrongWhereItsOwnDefaultIs() {
    assertThatThrownBy(() -> new Key<>("pin", Kind.number("N", 0, 9), "10", "", false))
        .hasMessage("pin: 10 (expected: a whole number from 0 to 9)");
    assertThatThrownBy(() -> new Key<>("Pin", Kind.number("N", 0, 9), "1", "", false))
        .hasMessageStartingWith("name: Pin (expected:");
  }
}
