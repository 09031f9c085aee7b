// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

/// Whether something is served.
public enum OnOff {
  ON,
  OFF
}
