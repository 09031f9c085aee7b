// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

/// What came of an event that asked for an answer. Called on the client's loop, once.
public interface Acknowledged {
  void answered(Arguments arguments);

  /// No answer came in time, or none can come any more.
  void missed();
}
