// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import dev.switchboard.config.Config;
import dev.switchboard.config.Listen;
import dev.switchboard.ice.EmbeddedTurn;
import dev.switchboard.ice.Keyring;
import dev.switchboard.ice.TurnTally;
import dev.switchboard.net.Listeners;
import dev.switchboard.turn.RestCredentials;
import dev.switchboard.turn.TurnServer;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Puts the TURN server beside the web server, on its loops and on its port. Opened and closed by
/// the main thread.
final class TurnBeside implements AutoCloseable {
  /// A port that the system picks for TCP may be taken for UDP; so often another one is tried.
  private static final int TRIES = 8;

  private final Config config;
  private final Secrets secrets;
  private final TurnTally tally;
  private Optional<EmbeddedTurn> embedded = Optional.empty();

  TurnBeside(Config config, Secrets secrets, TurnTally tally) {
    this.config = config;
    this.secrets = secrets;
    this.tally = tally;
  }

  /// Opens the web server, and TURN unless it is off. Throws [CannotStart] when one cannot be; then
  /// none is.
  Listeners open(Supplier<Listeners> web) {
    int tries = config.listen().port() == 0 ? TRIES : 1;
    while (true) {
      Listeners listeners = web.get();
      try {
        if (config.turn().on()) {
          open(listeners);
        }
        return listeners;
      } catch (IOException e) {
        listeners.close(Duration.ZERO);
        if (!(e instanceof BindException) || --tries == 0) {
          throw cannotStart(e);
        }
      }
    }
  }

  private void open(Listeners listeners) throws IOException {
    Listen listen = config.listen();
    var site = new EmbeddedTurn.Site(listen.host(), listeners.port(), listen.tls());
    EmbeddedTurn turn =
        EmbeddedTurn.open(
            config.turn(),
            site,
            new Keyring(Map.of(), new RestCredentials(secrets.turn(), InstantSource.system())),
            tally::heard,
            (plan, hooks) -> TurnServer.open(plan, hooks, listeners.loops()));
    tally.watch(turn.server()::traffic);
    listeners.stun(turn.server()::accept);
    embedded = Optional.of(turn);
  }

  static CannotStart cannotStart(IOException e) {
    String why = String.valueOf(e.getMessage());
    return e instanceof BindException
        ? new CannotStart("port: " + why + " (expected: free for UDP too; or set turn=off)", e)
        : new CannotStart(why, e);
  }

  /// Nothing where it is off.
  Optional<EmbeddedTurn> embedded() {
    return embedded;
  }

  @Override
  public void close() {
    embedded.ifPresent(EmbeddedTurn::close);
  }
}
