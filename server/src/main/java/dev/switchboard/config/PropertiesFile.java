// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// Reads a configuration file: the JDK's properties format, in UTF-8.
final class PropertiesFile {

  private final Path path;
  private final List<String> problems;

  PropertiesFile(Path path, List<String> problems) {
    this.path = path;
    this.problems = problems;
  }

  List<Setting> read() {
    Collector collector = new Collector();
    try (Reader reader = Files.newBufferedReader(path)) {
      collector.load(reader);
    } catch (CharacterCodingException e) {
      problems.add(path + ": not UTF-8 (expected: a properties file in UTF-8)");
    } catch (IOException e) {
      problems.add(path + ": cannot be read (expected: a properties file)");
    } catch (IllegalArgumentException e) {
      problems.add(path + ": " + e.getMessage() + " (expected: a properties file)");
    }
    return collector.settings;
  }

  /// Sees each line of the file, where Properties alone would keep the last of several silently.
  private final class Collector extends Properties {

    private static final long serialVersionUID = 1;

    private final transient List<Setting> settings = new ArrayList<>();

    @Override
    public synchronized Object put(Object key, Object value) {
      String name = key.toString();
      if (containsKey(name)) {
        problems.add(path + ": " + name + ": set twice (expected: once)");
      }
      settings.add(new Setting(name, value.toString(), path.toString(), path + ": " + name));
      return super.put(key, value);
    }
  }
}
