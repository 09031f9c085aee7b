// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

/// Whether a person may be rung.
public enum Status {
  AVAILABLE,
  BUSY,
  AWAY
}
