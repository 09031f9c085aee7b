// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.peerjs;

import dev.switchboard.text.Utf8;
import java.time.Duration;

/// What an operator may decide.
///
/// @param key which clients must know
/// @param discovery whether anybody may have the list of ids
/// @param clients most at once
/// @param alive how long a client may go without a heartbeat
/// @param queues what may wait for those who are not here
public record PeerJsRules(Utf8 key, boolean discovery, int clients, Duration alive, Queues queues) {
  /// What may wait for those who are not here.
  ///
  /// @param expire how long messages wait
  /// @param messages most for one absent peer
  /// @param bytes most for one absent peer
  /// @param perSender most messages from one client, whomever they are for
  /// @param allBytes most for all absent peers
  public record Queues(Duration expire, int messages, int bytes, int perSender, int allBytes) {}
}
