// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.switchboard.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        " ",
        "__proto__",
        "constructor",
        "toString",
        "👩‍🚀",
        "Ærøskøbing",
        "房间",
        "a/b?c#d",
        "../../etc/passwd",
        "'; drop table rooms; --",
        "<script>",
        "\"quoted\\\"",
        "%00",
        "\u00a0"
      })
  void oddNamesAreNamesLikeAnyOther(String name) {
    Realm realm = new Realm();
    Wire odd = realm.peer(name);
    Wire ana = realm.peer("ana");
    odd.joins(name);
    assertThat(ana.joins(name)).isEqualTo("in " + name + ": " + name);
    assertThat(ana.sends(name, "hi")).isEqualTo("ok");
    assertThat(odd.hears()).containsExactly(name + " + ana", "from ana: hi");
    assertThat(ana.claims(name + "!")).isEqualTo("is " + name + "!");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\u0000",
        "a\nb",
        "tab\t",
        "\u001b[2J",
        "end\u007f",
        "\u0080",
        "a\u0085b",
        "\u009f"
      })
  void emptyNamesAndControlCharactersAreRefused(String name) {
    Utf8 text = Utf8.of(name);
    assertThat(PeerId.isValid(text)).isFalse();
    assertThat(RoomName.isValid(text)).isFalse();
    assertThat(CallId.isValid(text)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RoomName.of(name))
        .withMessageStartingWith("room: ")
        .withMessageEndingWith("(expected: 1 to 1024 bytes without control characters)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PeerId.of(name))
        .withMessageStartingWith("peer: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CallId.of(name))
        .withMessageStartingWith("call: ");
  }

  @Test
  void namesAreMeasuredInBytes() {
    assertThat(RoomName.isValid(Utf8.of("x".repeat(1024)))).isTrue();
    assertThat(RoomName.isValid(Utf8.of("x".repeat(1025)))).isFalse();
    assertThat(RoomName.isValid(Utf8.of("👋".repeat(256)))).isTrue();
    assertThat(RoomName.isValid(Utf8.of("👋".repeat(257)))).isFalse();
  }

  @Test
  void anErrorMessageShowsNoMoreThanALine() {
    String shown = RoomName.of("x".repeat(1000)).shown();
    assertThat(shown).isEqualTo("x".repeat(61) + "...");
    assertThat(RoomName.of("y".repeat(64)).shown()).isEqualTo("y".repeat(64));
    assertThat(PeerId.of("z".repeat(65)).shown()).hasSize(64);
  }

  @Test
  void anErrorMessageNeverCutsACharacterInHalf() {
    String shown = RoomName.of("x" + "👋".repeat(100)).shown();
    assertThat(Utf8.of(shown)).hasToString(shown).isNotEqualTo(Utf8.EMPTY);
    assertThat(shown).startsWith("x👋").endsWith("👋...").hasSizeLessThanOrEqualTo(64);
    assertThat(RoomName.of("👋".repeat(100)).shown()).isEqualTo("👋".repeat(30) + "...");
  }

  @Test
  void aRefusalShowsNoMoreThanALine() {
    Realm realm = new Realm();
    Wire ana = realm.peer("ana");
    assertThat(ana.sends("x".repeat(1024), "hi"))
        .isEqualTo(
            "PEER_UNKNOWN to: %s... (expected: the id or handle of somebody here)"
                .formatted("x".repeat(61)));
  }

  @Test
  void namesOfEqualTextAreEqual() {
    Utf8 inside = Utf8.of("...lobby...").slice(3, 8);
    assertThat(new RoomName(inside)).isEqualTo(RoomName.of("lobby")).hasToString("lobby");
    assertThat(new RoomName(inside)).hasSameHashCodeAs(RoomName.of("lobby"));
    assertThat(RoomName.of("Lobby")).isNotEqualTo(RoomName.of("lobby"));
  }

  @Test
  void theHubKeepsNamesInMemoryOfItsOwn() {
    Realm realm = new Realm();
    Wire ana = realm.peer("ana");
    Wire bob = realm.peer("bob");
    byte[] frame = "lobby bob".getBytes(StandardCharsets.UTF_8);
    RoomName lobby = new RoomName(Utf8.view(frame, 0, 5));
    PeerId to = new PeerId(Utf8.view(frame, 6, 3));
    ana.asks(new Command.Join(lobby));
    bob.asks(new Command.Claim(new PeerId(Utf8.view(frame, 0, 5))));
    realm.hub.submit(ana.peer(), new Command.Who(lobby), 7);
    realm.hub.submit(ana.peer(), new Command.Send(to, new Signal.Message(Utf8.of("hi"))), 8);
    Arrays.fill(frame, (byte) '#');
    assertThat(ana.hears()).contains("lobby: ana");
    assertThat(bob.joins("lobby")).isEqualTo("in lobby: ana");
    assertThat(ana.sends("lobby", "hey")).isEqualTo("ok");
    assertThat(bob.hears()).containsExactly("from ana: hi", "from ana: hey");
    assertThat(ana.hears()).containsExactly("lobby + bob=lobby");
  }
}
