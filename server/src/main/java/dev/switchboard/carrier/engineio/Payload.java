// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import dev.switchboard.text.Utf8;

/// How several packets make the body of one request or answer: differently in each revision.
interface Payload {
  /// What a body is made of, and what it is called in its `Content-Type`.
  record Body(String type, Utf8 bytes) {
    static final String TEXT = "text/plain; charset=UTF-8";
    static final String BINARY = "application/octet-stream";
  }

  /// Hears the packets of a body, in their order. `false` when one must not be.
  interface Sink {
    /// The type, and what follows it.
    boolean packet(char type, Utf8 text);

    boolean binary(byte[] bytes, int offset, int length);
  }

  Body encode(Iterable<Packet> packets);

  /// False when the body is malformed; the packets before the fault have been told.
  boolean decode(byte[] body, boolean binary, Sink sink);

  /// `base64` for a client of revision 3 that cannot read binary answers.
  static Payload of(int revision, boolean base64) {
    return revision == 4 ? new Payload4() : new Payload3(base64);
  }
}
