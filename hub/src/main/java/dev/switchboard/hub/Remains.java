// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

/// What is left of a room when somebody has left it.
enum Remains {
  PEOPLE,
  /// Nobody, but rules that outlive them for a while.
  RULES,
  NOTHING
}
