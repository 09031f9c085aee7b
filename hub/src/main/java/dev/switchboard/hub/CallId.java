// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;

/// Names one call that rings.
public record CallId(Utf8 text) {
  public CallId {
    Names.checked("call", text);
  }

  public static CallId of(String text) {
    return new CallId(Utf8.of(text));
  }

  public static boolean isValid(Utf8 text) {
    return Names.valid(text);
  }

  /// The same name in memory of its own: for keeping one that was read from a message.
  public CallId copy() {
    return new CallId(text.copy());
  }

  /// As an error message shows it: never longer than a line.
  public String shown() {
    return Names.shown(text);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
