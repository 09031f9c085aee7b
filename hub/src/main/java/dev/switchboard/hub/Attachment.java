// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

/// What came of [Hub#attach].
public sealed interface Attachment {
  record Attached(Peer peer) implements Attachment {}

  /// Somebody here goes by that name.
  record Taken() implements Attachment {}

  /// As many peers are here as may be.
  record Full() implements Attachment {}
}
