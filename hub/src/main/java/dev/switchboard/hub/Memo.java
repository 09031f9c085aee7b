// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;
import org.jspecify.annotations.Nullable;

/// Remembers how a broadcast event reads in one dialect, so that it is encoded once and sent many
/// times.
///
/// The members of a room may encode on several threads at once. Then each may do the work, and any
/// result stays: they are equal, and an `Encoded` is immutable, so publishing it needs no lock. In
/// a room of several dialects the first one keeps the memo.
public final class Memo {
  private @Nullable Encoded encoded;

  /// The event's text in this dialect, or null when nobody has kept it.
  public @Nullable Utf8 recall(String dialect) {
    Encoded known = encoded;
    return known != null && known.dialect.equals(dialect) ? known.text : null;
  }

  public void keep(String dialect, Utf8 text) {
    if (encoded == null) {
      encoded = new Encoded(dialect, text);
    }
  }

  private record Encoded(String dialect, Utf8 text) {}
}
