// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
  private final Routes routes =
      new Routes.Builder()
          .webSocket("/ws", new Named("exact"))
          .tree("/team", new Named("team"))
          .tree("/team/inner", new Named("inner"))
          .tree("/team/inner/ws", new Named("deep"))
          .webSocket("/team/inner/ws", new Named("exact inside"))
          .build();

  @ParameterizedTest
  @CsvSource({
    "/ws, exact, ''",
    "/team, team, ''",
    "/team/, team, ''",
    "/team/a, team, a",
    "/team/a/b/, team, a/b/",
    "/team/inner, inner, ''",
    "/team/inner/, inner, ''",
    "/team/inner/x, inner, x",
    "/team/innermost, team, innermost",
    "/team/inner/ws, exact inside, ''",
    "/team/inner/ws/x, deep, x",
    "/team/x/inner, team, x/inner",
  })
  void theLongestMountWins(String path, String endpoint, String below) {
    assertThat(routes.webSocket(path)).isEqualTo(new Routes.Way(new Named(endpoint), below));
  }

  @ParameterizedTest
  @CsvSource({"/ws/", "/ws/x", "/w", "/teams", "/tea", "/", "''", "/x/team"})
  void whatIsBelowNoMountLeadsNowhere(String path) {
    assertThat(routes.webSocket(path)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"/, ''", "'', ''", "/a, a", "/a/b, a/b", "//a, /a"})
  void aWholePortIsOneTree(String path, String below) {
    Routes port = new Routes.Builder().withoutFiles().tree("", new Named("port")).build();
    assertThat(port.webSocket(path)).isEqualTo(new Routes.Way(new Named("port"), below));
  }

  @Test
  void aPathIsMountedOnce() {
    Routes.Builder builder = new Routes.Builder().tree("/a", new Named("one"));
    assertThatThrownBy(() -> builder.tree("/a", new Named("two")))
        .hasMessage("path: /a (expected: one that is not taken)");
  }

  /// Only its name matters.
  private record Named(String name) implements WebSocketEndpoint {
    @Override
    public Notice notice() {
      return Notice.upgrade(name);
    }

    @Override
    public Admission admit(Handshake handshake) {
      return new Admission.Accept("");
    }

    @Override
    public Connection.Listener open(Connection connection, Handshake handshake) {
      throw new UnsupportedOperationException();
    }
  }
}
