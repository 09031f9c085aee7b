// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import dev.switchboard.config.Key;
import dev.switchboard.config.Keys;
import dev.switchboard.config.Nearest;
import dev.switchboard.config.Sources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// Any command line, read by picocli, whose options are made from the schema and not from
/// annotations.
final class PicocliLine {

  private String command = Arguments.SERVE;
  private final List<String> asked = new ArrayList<>();
  private final Map<String, String> flags = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  Arguments read(List<String> args) {
    List<String> rest = withoutCommand(args);
    ParseResult result = commandLine(command).parseArgs(rest.toArray(String[]::new));
    for (OptionSpec option : result.matchedOptionsSet()) {
      if (option.arity().max() == 0) {
        asked.add(option.longestName());
      } else {
        // An option that may come twice has its values one a line.
        flags.put(option.longestName().substring(2), String.join("\n", option.stringValues()));
      }
    }
    result.errors().forEach(error -> problems.add(problem(error)));
    addUnknown(result.unmatched());
    return new Arguments(command, List.copyOf(asked), Map.copyOf(flags), List.copyOf(problems));
  }

  private List<String> withoutCommand(List<String> args) {
    if (args.isEmpty() || args.getFirst().startsWith("-")) {
      return args;
    }
    command = args.getFirst();
    if (!Arguments.COMMANDS.contains(command)) {
      problems.add(Nearest.unknown(command, "command", Nearest.to(command, Arguments.COMMANDS)));
    }
    return args.subList(1, args.size());
  }

  private void addUnknown(List<String> unmatched) {
    List<String> names = optionNames(command);
    boolean value = false;
    for (String word : unmatched) {
      if (word.startsWith("-")) {
        String flag = word.split("=", 2)[0];
        String name = flag.replaceFirst("^-+", "");
        Optional<String> nearest = Nearest.to(name, names).map(known -> "--" + known);
        problems.add(Nearest.unknown(flag, "option", nearest));
      } else if (!value) {
        problems.add(word + ": no such option (options start with --)");
      }
      value = word.startsWith("-") && !word.contains("=");
    }
  }

  private static List<String> optionNames(String command) {
    List<String> names = new ArrayList<>();
    for (OptionSpec option : commandLine(command).getCommandSpec().options()) {
      names.add(option.longestName().substring(2));
    }
    return names;
  }

  private static String problem(Exception error) {
    return switch (error) {
      case CommandLine.MissingParameterException missing -> nothing(missing.getMissing());
      case CommandLine.OverwrittenOptionException twice ->
          name(twice.getOverwritten()) + ": set twice (expected: once)";
      default -> String.valueOf(error.getMessage()).lines().findFirst().orElse("");
    };
  }

  private static String nothing(List<ArgSpec> missing) {
    String flag = missing.isEmpty() ? "" : name(missing.getFirst());
    String expected =
        Keys.inOrder().stream()
            .filter(key -> key.flag().equals(flag))
            .map(key -> key.kind().expected())
            .findFirst()
            .orElse("a file");
    return flag + ": (nothing) (expected: " + expected + ")";
  }

  private static String name(ArgSpec option) {
    return option instanceof OptionSpec named ? named.longestName() : option.paramLabel();
  }

  /// What `--help` prints.
  static String usage(String command) {
    CommandLine line = commandLine(command);
    line.setUsageHelpLongOptionsMaxWidth(34);
    line.setUsageHelpWidth(110);
    return line.getUsageMessage(CommandLine.Help.Ansi.OFF);
  }

  private static CommandLine commandLine(String command) {
    boolean turn = command.equals(Arguments.TURN);
    CommandSpec spec = CommandSpec.create().name("switchboard");
    describe(spec, turn);
    spec.addOption(word(Arguments.HELP, "print this").names("-h", Arguments.HELP).build());
    spec.addOption(word(Arguments.VERSION, "print the version").build());
    spec.addOption(
        word(Arguments.PRINT_CONFIG, "print all settings and where they come from").build());
    spec.addOption(setting("--" + Sources.CONFIG, "FILE", "read settings from this file").build());
    if (turn) {
      TurnCommand.OPTIONS.forEach((name, help) -> spec.addOption(option(name, help)));
    }
    for (Key<?> key : turn ? TurnCommand.keys() : Keys.inOrder()) {
      String usual = turn && key.equals(Keys.PORT) ? TurnCommand.PORT : key.initial();
      String initial = usual.isEmpty() ? "" : " (" + usual + ")";
      OptionSpec.Builder option = setting(key.flag(), key.kind().label(), key.help() + initial);
      if (key.kind().isFlag()) {
        option.arity("0..1").fallbackValue("true");
      }
      spec.addOption(option.build());
    }
    spec.parser().collectErrors(true).unmatchedArgumentsAllowed(true);
    return new CommandLine(spec).setExpandAtFiles(false).setInterpolateVariables(false);
  }

  private static OptionSpec option(String name, TurnCommand.Option help) {
    OptionSpec.Builder option = setting("--" + name, help.label(), help.help());
    return help.often() ? option.type(List.class).build() : option.build();
  }

  private static void describe(CommandSpec spec, boolean turn) {
    String what =
        turn
            ? "STUN and TURN server alone, over UDP, TCP and TLS on one port.%n"
            : "WebRTC calling: signaling server and web app on one port.%n"
                + "switchboard turn --help tells of the TURN server alone.%n";
    spec.usageMessage()
        .customSynopsis(turn ? "switchboard turn [options]" : "switchboard [serve] [options]")
        .description(what)
        .sortOptions(false)
        .footer(
            "",
            "Each setting can also stand in a file or in the environment: --limits.frame=1m is",
            "limits.frame=1m in switchboard.properties and SWITCHBOARD_LIMITS_FRAME=1m.",
            "Exit codes: 0 done, 1 could not start, 2 wrong options or settings, 143 stopped.");
  }

  private static OptionSpec.Builder word(String name, String help) {
    return OptionSpec.builder(name).type(boolean.class).arity("0").description(escaped(help));
  }

  private static OptionSpec.Builder setting(String name, String label, String help) {
    return OptionSpec.builder(name)
        .type(String.class)
        .arity("1")
        .paramLabel(label)
        .description(escaped(help));
  }

  /// Picocli takes descriptions for format strings.
  private static String escaped(String help) {
    return help.replace("%", "%%");
  }
}
