// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

/// What somebody reads who opens the address of a WebSocket in a browser.
public record Notice(int status, String text) {
  /// RFC 9110, section 15.5.22: the server "refuses to perform the request using the current
  /// protocol but might be willing to do so after the client upgrades to a different protocol".
  static final int UPGRADE_REQUIRED = 426;

  /// For an address that has nothing but its WebSocket.
  public static Notice upgrade(String text) {
    return new Notice(UPGRADE_REQUIRED, text);
  }
}
