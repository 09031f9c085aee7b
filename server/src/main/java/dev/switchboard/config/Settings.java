// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What each key is set to, where that came from, and all that is wrong with it.
///
/// Flags win over the environment, the environment over the file, the file over the defaults. A key
/// whose text does not fit stands at its default, so that the search for further problems goes on.
public final class Settings {

  private static final String DEFAULT = "default";

  private final List<String> problems = new ArrayList<>();
  private final Map<String, Setting> byKey = new HashMap<>();

  private Settings() {}

  /// Looks into all sources, the weakest first.
  public static Settings read(Sources sources) {
    Settings settings = new Settings();
    for (Key<?> key : Keys.inOrder()) {
      settings.reset(key);
    }
    settings.put(new StateHome(sources.environment()).settings());
    settings.put(settings.readFile(sources));
    settings.put(new Environment(sources.environment(), settings.problems).read());
    settings.put(flags(sources.flags()));
    for (Key<?> key : Keys.inOrder()) {
      settings.checkText(key);
    }
    settings.problems.addAll(Tls.problems(settings));
    settings.problems.addAll(Mounts.problems(settings));
    settings.problems.addAll(Rooms.problems(settings));
    settings.problems.addAll(Ice.problems(settings));
    settings.checkOrder(LimitKeys.ABOUT, LimitKeys.FRAME);
    settings.checkOrder(LimitKeys.CHAT, LimitKeys.FRAME);
    settings.checkOrder(LimitKeys.FRAME, LimitKeys.OUTBOX_BYTES);
    settings.checkOrder(LimitKeys.FRAMES_PER_SECOND, LimitKeys.FRAMES_BURST);
    return settings;
  }

  /// One line each, ready to be shown; empty where all is well.
  public List<String> problems() {
    return List.copyOf(problems);
  }

  <T> T get(Key<T> key) {
    return key.read(setting(key).text());
  }

  /// A configuration file that sets everything to what it is now, grouped by where that came from.
  public String print() {
    Map<String, List<String>> byOrigin = new TreeMap<>();
    for (Key<?> key : Keys.inOrder()) {
      Setting setting = setting(key);
      byOrigin.computeIfAbsent(setting.origin(), _ -> new ArrayList<>()).add(line(key));
    }
    List<String> defaults = byOrigin.getOrDefault(DEFAULT, List.of());
    byOrigin.remove(DEFAULT);
    StringBuilder out = new StringBuilder();
    byOrigin.forEach((origin, lines) -> section(out, origin, lines));
    section(out, DEFAULT, defaults);
    return out.toString();
  }

  private static void section(StringBuilder out, String origin, List<String> lines) {
    out.append("# from: ").append(origin).append('\n');
    lines.forEach(line -> out.append(line).append('\n'));
  }

  private <T> String line(Key<T> key) {
    if (key.secret()) {
      return "# " + key.name() + "=(hidden)";
    }
    return key.name() + "=" + key.kind().write(get(key)).replace("\\", "\\\\");
  }

  private Setting setting(Key<?> key) {
    Setting setting = byKey.get(key.name());
    if (setting == null) {
      throw new IllegalArgumentException(key.name() + ": not in the schema");
    }
    return setting;
  }

  private void reset(Key<?> key) {
    byKey.put(key.name(), new Setting(key.name(), key.initial(), DEFAULT, key.name()));
  }

  private void put(List<Setting> stronger) {
    stronger.forEach(setting -> byKey.put(setting.key(), setting));
  }

  private void checkText(Key<?> key) {
    Setting setting = setting(key);
    if (key.kind().read(setting.text()).isEmpty()) {
      problems.add(key.misfit(setting.label(), setting.text()));
      reset(key);
    }
  }

  private void checkOrder(Key<Integer> small, Key<Integer> large) {
    if (get(small) > get(large)) {
      problems.add(
          setting(small).label()
              + ": "
              + setting(small).text()
              + " (expected: at most "
              + large.name()
              + ", which is "
              + setting(large).text()
              + ")");
    }
  }

  private static List<Setting> flags(Map<String, String> flags) {
    List<Setting> found = new ArrayList<>();
    flags.forEach((name, text) -> {
      if (!name.equals(Sources.CONFIG)) {
        found.add(new Setting(name, text, "--" + name, "--" + name));
      }
    });
    return found;
  }

  private List<Setting> readFile(Sources sources) {
    List<Setting> known = new ArrayList<>();
    Optional<Path> file = file(sources);
    if (file.isPresent()) {
      for (Setting setting : new PropertiesFile(file.get(), problems).read()) {
        if (Keys.named(setting.key()).isPresent()) {
          known.add(setting);
        } else {
          List<String> names = Keys.inOrder().stream().map(Key::name).toList();
          problems.add(
              Nearest.unknown(setting.label(), "setting", Nearest.to(setting.key(), names)));
        }
      }
    }
    return known;
  }

  /// The file that was asked for, there or not, else the usual one where it is there.
  private static Optional<Path> file(Sources sources) {
    String asked =
        sources
            .flags()
            .getOrDefault(
                Sources.CONFIG, sources.environment().getOrDefault(Sources.CONFIG_VARIABLE, ""));
    return asked.isEmpty()
        ? Optional.of(sources.folder().resolve(Sources.DEFAULT_FILE)).filter(Files::exists)
        : Optional.of(sources.folder().resolve(asked));
  }
}
