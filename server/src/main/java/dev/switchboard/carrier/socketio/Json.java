// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import dev.switchboard.text.Utf8;

/// An argument that is JSON already, passed on as it stands.
public record Json(Utf8 text) {
  public static Json of(String text) {
    return new Json(Utf8.of(text));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
