// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.util.List;
import java.util.Locale;

/// One setting of the schema.
///
/// @param name in the file: lower case words with dots and hyphens, such as `limits.http-body`
/// @param kind what its values are
/// @param initial the text of its value where nobody sets it
/// @param help one line for people, without a full stop
/// @param secret never shown: not by `--print-config`, not in a message
public record Key<T>(String name, Kind<T> kind, String initial, String help, boolean secret) {

  static final String ENVIRONMENT = "SWITCHBOARD_";

  public Key {
    if (!name.matches("[a-z]+([.-][a-z]+)*")) {
      throw new IllegalArgumentException(
          "name: " + name + " (expected: lower case words with dots and hyphens)");
    }
    if (kind.read(initial).isEmpty()) {
      throw new IllegalArgumentException(
          name + ": " + initial + " (expected: " + kind.expected() + ")");
    }
  }

  /// Puts it at the end of the list of its part of the schema.
  Key<T> declaredIn(List<Key<?>> list) {
    list.add(this);
    return this;
  }

  /// `limits.http-body` is `--limits.http-body` on the command line.
  public String flag() {
    return "--" + name;
  }

  /// `limits.http-body` is `SWITCHBOARD_LIMITS_HTTP_BODY` in the environment.
  public String variable() {
    return ENVIRONMENT + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /// Says of a text that it does not fit. `where` is how the one who set it calls this key.
  String misfit(String where, String text) {
    return where + ": " + shown(text) + " (expected: " + kind.expected() + ")";
  }

  /// What may be seen of a text of this key.
  String shown(String text) {
    return secret ? "(hidden)" : text.isEmpty() ? "(nothing)" : text;
  }

  T read(String text) {
    return kind.read(text).orElseThrow(() -> new IllegalArgumentException(misfit(name, text)));
  }

  /// Used by the records that carry settings: whoever builds one in code is held to the schema too.
  void check(T value) {
    read(kind.write(value));
  }
}
