// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import dev.switchboard.hub.Event;
import dev.switchboard.text.Utf8;

/// Translates one connection: what its client says into commands, what its peer is told into
/// messages. Lives on the connection's event loop; only its [Link] calls it.
public interface Dialect {
  /// A message of the client, good only during the call. May throw [Malformed].
  void received(Utf8 message);

  /// A binary message, good only during the call. Dialects of text take no notice of one.
  default void receivedBinary(byte[] bytes, int offset, int length) {}

  /// Something its peer is told. Flushing is the link's business.
  void deliver(Event event);

  /// The outbox overflowed: the client reads too slowly. The dialect ends its peer and closes.
  void overflowed();

  /// The connection is gone; nothing can be sent any more. `goodbye` when the client closed it in
  /// good order.
  void closed(boolean goodbye);
}
