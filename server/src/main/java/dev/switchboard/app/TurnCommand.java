// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import dev.switchboard.config.Config;
import dev.switchboard.config.Key;
import dev.switchboard.config.Keys;
import dev.switchboard.ice.EmbeddedTurn;
import dev.switchboard.ice.Keyring;
import dev.switchboard.net.Listeners;
import dev.switchboard.net.Routes;
import dev.switchboard.turn.RelayAddress;
import dev.switchboard.turn.RestCredentials;
import dev.switchboard.turn.TurnServer;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `switchboard turn`: the STUN and TURN server without the web, in place of coturn. Takes the
/// settings that matter to it, and who may use it as options of its own.
///
/// @param users names and passwords
/// @param secret for credentials that expire; empty where there is none
/// @param settings what was given of the schema
record TurnCommand(Map<String, String> users, String secret, Map<String, String> settings) {
  /// The usual one of STUN and TURN.
  static final String PORT = "3478";

  private static final String USER = "user";
  private static final String SECRET = "secret";
  private static final String SECRET_VARIABLE = "SWITCHBOARD_TURN_SECRET";

  /// An option that is no setting.
  ///
  /// @param often whether it may be given more than once
  record Option(String label, String help, boolean often) {}

  /// In the order in which people read about them.
  static final Map<String, Option> OPTIONS = options();

  private static final Set<Key<?>> COMMON =
      Set.of(
          Keys.PORT,
          Keys.HOST,
          Keys.TLS_CERT,
          Keys.TLS_KEY,
          Keys.TRANSPORT,
          Keys.LOOPS,
          Keys.LOG_LEVEL);

  private static Map<String, Option> options() {
    Map<String, Option> options = new LinkedHashMap<>();
    options.put(USER, new Option("NAME:PASSWORD", "who may use it; may be given again", true));
    options.put(
        SECRET,
        new Option(
            "TEXT", "for expiring credentials (use-auth-secret); or " + SECRET_VARIABLE, false));
    return options;
  }

  /// The settings that matter to it.
  static List<Key<?>> keys() {
    return Keys.inOrder().stream().filter(TurnCommand::matters).toList();
  }

  private static boolean matters(Key<?> key) {
    return COMMON.contains(key)
        || key.name().equals("external-address")
        || key.name().startsWith("turn.")
        || key.name().startsWith("limits.turn-");
  }

  /// What was asked for; what is wrong with it is added to the problems.
  static TurnCommand read(
      Arguments arguments, Map<String, String> environment, List<String> problems) {
    Map<String, String> settings = new HashMap<>(arguments.flags());
    String named = Optional.ofNullable(settings.remove(USER)).orElse("");
    String secret =
        Optional.ofNullable(settings.remove(SECRET))
            .orElse(environment.getOrDefault(SECRET_VARIABLE, ""));
    settings.putIfAbsent(Keys.PORT.name(), PORT);
    Map<String, String> users = new HashMap<>();
    boolean asked = arguments.command().equals(Arguments.TURN);
    for (String user : named.isEmpty() ? List.<String>of() : named.lines().toList()) {
      int colon = user.indexOf(':');
      if (colon <= 0 || colon == user.length() - 1) {
        problems.add("--user: (hidden) (expected: NAME:PASSWORD)");
      } else {
        users.put(user.substring(0, colon), user.substring(colon + 1));
      }
    }
    boolean answersOnly = !arguments.asked().isEmpty();
    if (asked && !answersOnly && named.isEmpty() && secret.isEmpty()) {
      problems.add("--user: (nothing) (expected: NAME:PASSWORD, or --secret for expiring ones)");
    }
    return new TurnCommand(users, secret, settings);
  }

  /// Throws [CannotStart] where a port is taken or an address does not fit.
  Running start(Config config) {
    Listeners listeners = Switchboard.listen(config, List.of(door(config)));
    var site =
        new EmbeddedTurn.Site(config.listen().host(), listeners.port(), config.listen().tls());
    try {
      EmbeddedTurn turn =
          EmbeddedTurn.open(
              config.turn(),
              site,
              new Keyring(users, new RestCredentials(secretOrNone(), InstantSource.system())),
              _ -> {},
              (plan, hooks) -> TurnServer.open(plan, hooks, listeners.loops()));
      listeners.stun(turn.server()::accept);
      listeners.accept();
      return new Running(config, listeners, turn);
    } catch (IOException e) {
      listeners.close(Duration.ZERO);
      throw TurnBeside.cannotStart(e);
    }
  }

  /// Nobody makes credentials with a secret that nobody knows.
  private String secretOrNone() {
    byte[] unknown = new byte[32];
    new SecureRandom().nextBytes(unknown);
    return secret.isEmpty() ? HexFormat.of().formatHex(unknown) : secret;
  }

  private static Listeners.Door door(Config config) {
    Routes nothing = new Routes.Builder().withoutFiles().build();
    return new Listeners.Door(config.listen().port(), nothing, Doors.certificate(config));
  }

  /// The server while it serves. Closed by the shutdown hook.
  record Running(Config config, Listeners listeners, EmbeddedTurn turn) implements AutoCloseable {

    /// The first line is for tools.
    String banner() {
      StringBuilder out = new StringBuilder("TURN is ready on port " + turn.port());
      out.append(turn.isTls() ? " (UDP, TCP, TLS)\n\n" : " (UDP, TCP)\n\n");
      RelayReport report = new RelayReport(config, turn.port(), turn.relays());
      report.rows().forEach(row -> out.append("  Relay             ").append(row).append('\n'));
      for (RelayAddress relay : turn.relays()) {
        if (!relay.local().equals(relay.external())) {
          out.append("  Bound to          ").append(relay.local()).append('\n');
        }
      }
      out.append("  Relay ports       UDP ").append(config.turn().ports()).append('\n');
      report.warning().forEach(line -> out.append('\n').append(line));
      return out.append('\n').toString();
    }

    @Override
    public void close() {
      turn.close();
      listeners.close(Duration.ZERO);
    }
  }
}
