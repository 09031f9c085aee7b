// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

/// How much is logged: each level adds to the one before.
public enum Level {
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE
}
