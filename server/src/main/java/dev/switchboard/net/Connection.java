// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import dev.switchboard.text.Utf8;
import io.netty.util.concurrent.EventExecutor;

/// One client's wire, whatever carries it. Belongs to one event loop: all methods are for that loop
/// only, but for [#execute], [#wake], [#loop] and [#id], which any thread may call.
public interface Connection {
  /// For logs.
  String id();

  /// The loop it belongs to, for those who need its clock.
  EventExecutor loop();

  /// Runs the task on the connection's loop.
  void execute(Runnable task);

  /// Has [Listener#drain] run soon, on the connection's loop, once however often this is called
  /// before it runs. Costs one task for all the connections of a loop that are woken in one burst.
  void wake();

  /// Queues one text message.
  void send(Utf8 message);

  /// Queues one text message made of two parts: what is this receiver's own, and what many share.
  /// The body's bytes must stay what they are for as long as the same object is sent.
  void send(Utf8 head, Utf8 body);

  /// Queues one binary message.
  void sendBinary(byte[] bytes, int offset, int length);

  /// Hands to the socket what was queued.
  void flush();

  /// False when the client reads too slowly to be sent more now; [Listener#writable] tells when
  /// that changes.
  boolean writable();

  /// Reads nothing for this long, so that a client which says too much is held back by its own
  /// line. What was read already still comes.
  void pause(long nanos);

  /// Says why, and ends the connection. What comes in after this is dropped.
  void close(CloseReason reason, String detail);

  /// What a connection tells, always on its loop.
  interface Listener {
    /// A text message, good only during the call.
    void received(Utf8 message);

    /// A binary message, good only during the call.
    void receivedBinary(byte[] bytes, int offset, int length);

    /// Somebody called [Connection#wake].
    void drain();

    /// More can be sent again.
    void writable();

    /// The connection is gone: told once, and last. The code is that of the close frame which came
    /// first, ours or, when `byPeer`, the client's; 1005 when that had none and 1006 when there was
    /// no close frame (RFC 6455, section 7.1.5).
    void closed(int code, boolean byPeer);
  }
}
