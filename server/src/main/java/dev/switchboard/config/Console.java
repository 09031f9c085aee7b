// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

/// What the one who starts this server gets to see.
public record Console(QrMode qr, Level level) {

  static Console from(Settings settings) {
    return new Console(settings.get(Keys.QR), settings.get(Keys.LOG_LEVEL));
  }
}
