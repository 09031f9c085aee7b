// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

/// The rules of a room as anybody may know them.
///
/// @param governed whether the room has rules at all, and hosts who may change them
/// @param lobby newcomers wait to be let in
/// @param locked nobody new comes in
/// @param password newcomers need one
public record Rules(boolean governed, boolean lobby, boolean locked, boolean password) {
  /// Of a room that belongs to nobody.
  static final Rules NONE = new Rules(false, false, false, false);

  /// Whether who is inside is nobody else's business.
  boolean closed() {
    return lobby || locked || password;
  }
}
