// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.time.Duration;

/// What PeerJS clients may do.
///
/// @param key which they must know
/// @param discovery whether anybody may have the list of their ids
/// @param clients most at once
/// @param alive how long one may go without a heartbeat
/// @param expire how long messages wait for a client that is not here
/// @param queue most messages that wait for one client
/// @param queueBytes most bytes that wait for one client
/// @param queueSender most messages of one client that wait, whomever they are for
/// @param queuesBytes most bytes that wait for all clients
public record PeerJs(
    String key,
    boolean discovery,
    int clients,
    Duration alive,
    Duration expire,
    int queue,
    int queueBytes,
    int queueSender,
    int queuesBytes) {

  public PeerJs {
    Keys.PEERJS_KEY.check(key);
    LimitKeys.PEERJS_CLIENTS.check(clients);
    LimitKeys.PEERJS_ALIVE.check(alive);
    LimitKeys.PEERJS_EXPIRE.check(expire);
    LimitKeys.PEERJS_QUEUE.check(queue);
    LimitKeys.PEERJS_QUEUE_BYTES.check(queueBytes);
    LimitKeys.PEERJS_QUEUE_SENDER.check(queueSender);
    LimitKeys.PEERJS_QUEUES_BYTES.check(queuesBytes);
  }

  static PeerJs from(Settings settings) {
    return new PeerJs(
        settings.get(Keys.PEERJS_KEY),
        settings.get(Keys.PEERJS_DISCOVERY),
        settings.get(LimitKeys.PEERJS_CLIENTS),
        settings.get(LimitKeys.PEERJS_ALIVE),
        settings.get(LimitKeys.PEERJS_EXPIRE),
        settings.get(LimitKeys.PEERJS_QUEUE),
        settings.get(LimitKeys.PEERJS_QUEUE_BYTES),
        settings.get(LimitKeys.PEERJS_QUEUE_SENDER),
        settings.get(LimitKeys.PEERJS_QUEUES_BYTES));
  }
}
