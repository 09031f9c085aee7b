// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import java.util.List;
import java.util.Map;

/// The command line: `switchboard [serve|turn] [options]`, where each key of the schema is an
/// option.
///
/// @param command what to do with the settings
/// @param asked options that want something else than to serve, such as `--help`
/// @param flags the settings that were given, by the names of their keys
/// @param problems one line each, ready to be shown
record Arguments(
    String command, List<String> asked, Map<String, String> flags, List<String> problems) {

  static final String SERVE = "serve";

  /// The TURN server without the web. See [TurnCommand].
  static final String TURN = "turn";

  /// Not for people: `./switchboard` calls it after a build. See [Rehearsal].
  static final String REHEARSE = "rehearse";

  static final String HELP = "--help";
  static final String VERSION = "--version";
  static final String PRINT_CONFIG = "--print-config";

  static final List<String> COMMANDS = List.of(SERVE, TURN, REHEARSE);

  /// Most lines say nothing but settings. Picocli takes the others: it explains mistakes and writes
  /// the help, but it is made for Java 5, whose classes no AOT cache keeps, and would be a third of
  /// the time that a start takes.
  static Arguments parse(String... args) {
    List<String> words = List.of(args);
    return PlainLine.read(words).orElseGet(() -> new PicocliLine().read(words));
  }

  boolean asks(String option) {
    return asked.contains(option);
  }

  /// What `--help` prints.
  String usage() {
    return PicocliLine.usage(command);
  }
}
