// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

/// What to do when a client sends an event. Runs on the client's loop, so it must not wait: what
/// may wait goes to a thread of its own, from which sockets may be used as well.
public interface EventHandler {
  void on(Arguments arguments, Ack ack);
}
