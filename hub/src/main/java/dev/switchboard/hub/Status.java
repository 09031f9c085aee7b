// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

/// Whether a person may be rung: who is available or in a call may, the others may not.
public enum Status {
  AVAILABLE,
  IN_CALL,
  BUSY,
  AWAY
}
