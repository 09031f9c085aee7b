// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

/// When the address is drawn as a QR code at start.
public enum QrMode {
  /// Where standard output is a terminal that can show one.
  AUTO,
  ALWAYS,
  NEVER
}
