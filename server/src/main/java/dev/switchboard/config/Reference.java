// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

/// The schema as a page: the tables of `docs/configuration.md`.
public final class Reference {

  private Reference() {}

  /// One row for each key: its name, its default, and what it does and takes.
  public static String markdown() {
    StringBuilder out =
        new StringBuilder("| key | default | what it does | value |\n|---|---|---|---|\n");
    for (Key<?> key : Keys.inOrder()) {
      out.append(row(key));
    }
    return out.toString();
  }

  private static String row(Key<?> key) {
    String initial = key.initial().isEmpty() ? "" : "`" + key.initial() + "`";
    return "| `%s` | %s | %s | %s |\n"
        .formatted(key.name(), initial, cell(key.help()), cell(key.kind().expected()));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
