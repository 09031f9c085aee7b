// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class Utf8Test {
  @Test
  void textComesBackAsItWas() {
    for (String text : new String[] {"", "a", "Ærø", "房间", "👩‍🚀", "\u0000"}) {
      assertThat(Utf8.of(text)).hasToString(text);
      assertThat(Utf8.of(text).length()).isEqualTo(text.getBytes(UTF_8).length);
    }
  }

  @Test
  void aLoneSurrogateBecomesAQuestionMark() {
    assertThat(Utf8.of("a\ud83d")).hasToString("a?");
  }

  @Test
  void equalTextIsEqualWhereverItLies() {
    Utf8 whole = Utf8.of("lobby");
    Utf8 slice = Utf8.of("a lobby here").slice(2, 7);
    assertThat(slice).isEqualTo(whole).hasSameHashCodeAs(whole);
    assertThat(slice.slice(1, 3)).isEqualTo(Utf8.of("ob"));
    assertThat(slice).isNotEqualTo(Utf8.of("lobb")).isNotEqualTo(Utf8.of("Lobby"));
    assertThat(slice.equals((Object) "lobby")).isFalse();
  }

  @Test
  void emptyTextIsEqualToo() {
    assertThat(Utf8.of("abc").slice(1, 1)).isEqualTo(Utf8.EMPTY).hasSameHashCodeAs(Utf8.EMPTY);
    assertThat(Utf8.EMPTY.isEmpty()).isTrue();
    assertThat(Utf8.of("a").isEmpty()).isFalse();
  }

  @Test
  void aViewFollowsItsBytesAndACopyDoesNot() {
    byte[] bytes = "lobby".getBytes(UTF_8);
    Utf8 view = Utf8.view(bytes, 0, 5);
    Utf8 copy = view.copy();
    Utf8 early = Utf8.copyOf(bytes, 1, 3);
    bytes[0] = 'h';
    bytes[1] = 'a';
    assertThat(view).hasToString("habby");
    assertThat(copy).hasToString("lobby");
    assertThat(early).hasToString("obb");
  }

  @Test
  void aSliceKnowsItsBytes() {
    Utf8 slice = Utf8.of("0123456").slice(2, 5);
    assertThat(slice.byteAt(0)).isEqualTo((byte) '2');
    assertThat(slice.offset()).isEqualTo(2);
    assertThat(slice.length()).isEqualTo(3);
    assertThat(new String(slice.bytes(), slice.offset(), slice.length(), UTF_8)).isEqualTo("234");
  }

  @Test
  void asciiIsComparedInPlace() {
    Utf8 slice = Utf8.of("{join}").slice(1, 5);
    assertThat(slice.is("join")).isTrue();
    assertThat(slice.is("joi")).isFalse();
    assertThat(slice.is("joins")).isFalse();
    assertThat(slice.is("jo1n")).isFalse();
    assertThat(Utf8.EMPTY.is("")).isTrue();
    assertThat(Utf8.of("é").is("é")).isFalse();
  }
}
