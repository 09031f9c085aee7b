// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import java.util.Optional;

/// Which Switchboard this is.
final class Version {

  private Version() {}

  /// As the jar's manifest says; classes that come from no jar are being developed.
  static String current() {
    return Optional.ofNullable(Version.class.getPackage())
        .map(Package::getImplementationVersion)
        .orElse("development");
  }
}
