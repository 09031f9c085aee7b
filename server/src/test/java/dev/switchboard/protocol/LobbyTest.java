// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.net.Admission;
import dev.switchboard.net.Handshake;
import dev.switchboard.net.Origins;
import java.util.List;
import org.junit.jupiter.api.Test;

class LobbyTest {
  private static final Origins ANY = new Origins(List.of("*"));

  @Test
  void thePathBelowTheMountNamesTheLobby() {
    Lobby mount = Lobby.of("relay", at(""));
    Lobby below = Lobby.of("relay", at("a/b"));
    assertThat(mount.room()).hasToString("relay:/");
    assertThat(below.room()).hasToString("relay:/a/b");
    assertThat(below.inner()).isEqualTo("relay/a/b");
    assertThat(Lobby.of("auto", at("a/b")).room()).isNotEqualTo(below.room());
    assertThat(Lobby.of("relay", at("a/b"))).isEqualTo(below);
  }

  @Test
  void aLobbysNameIsNotEndless() {
    assertThat(Lobby.admit(at("x".repeat(256)), ANY)).isEqualTo(new Admission.Accept(""));
    assertThat(Lobby.admit(at("é".repeat(129)), ANY))
        .isEqualTo(new Admission.Refuse(414, "lobby: too long (expected: at most 256 bytes)"));
    assertThat(Guest.admit(at("x".repeat(9000)), ANY)).isEqualTo(new Admission.Accept(""));
  }

  @Test
  void aForeignPageIsTurnedAwayWhereOriginsAreNamed() {
    Origins some = new Origins(List.of("https://ours.example"));
    Handshake foreign = new Handshake("/m", "", "", "here", "https://evil.example", List.of());
    assertThat(Lobby.admit(foreign, some))
        .isEqualTo(new Admission.Refuse(403, "Origin: https://evil.example (expected: this site)"));
    assertThat(Lobby.admit(foreign, ANY)).isEqualTo(new Admission.Accept(""));
    assertThat(Lobby.admit(at(""), some)).as("no browser").isEqualTo(new Admission.Accept(""));
  }

  @Test
  void theFirstSubprotocolOfferedWillDo() {
    Handshake offering = new Handshake("/m", "", "", "here", "", List.of("b", "a"));
    assertThat(Guest.admit(offering, ANY)).isEqualTo(new Admission.Accept("b"));
  }

  private static Handshake at(String below) {
    return new Handshake("/m/" + below, below, "", "here", "", List.of());
  }
}
