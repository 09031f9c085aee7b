// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import dev.switchboard.net.Origins;
import java.time.Duration;

/// How the sessions of one mount behave.
///
/// @param heartbeat when a session counts as dead
/// @param upgradeTimeout how long a WebSocket may take to replace polling
/// @param maxPayload the longest body or message that a client may send, in bytes
/// @param sessions how many there may be at once
/// @param origins whose pages may connect
public record EngineIoOptions(
    Heartbeat heartbeat, Duration upgradeTimeout, int maxPayload, int sessions, Origins origins) {

  /// A ping after each interval; it must be answered within the timeout.
  public record Heartbeat(Duration interval, Duration timeout) {}

  /// What the protocol's reference server has.
  public static EngineIoOptions usual(int maxPayload, int sessions, Origins origins) {
    return new EngineIoOptions(
        new Heartbeat(Duration.ofSeconds(25), Duration.ofSeconds(20)),
        Duration.ofSeconds(10),
        maxPayload,
        sessions,
        origins);
  }
}
