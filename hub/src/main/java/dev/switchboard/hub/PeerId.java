// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;

/// A name in the directory of a realm: a peer's id or its handle. One kind of name for all
/// dialects.
public record PeerId(Utf8 text) {
  public PeerId {
    Names.checked("peer", text);
  }

  public static PeerId of(String text) {
    return new PeerId(Utf8.of(text));
  }

  public static boolean isValid(Utf8 text) {
    return Names.valid(text);
  }

  /// The same name in memory of its own: for keeping one that was read from a message.
  public PeerId copy() {
    return new PeerId(text.copy());
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
