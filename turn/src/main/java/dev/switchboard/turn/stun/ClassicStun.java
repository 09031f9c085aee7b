// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

import java.util.List;

/// Binding requests of RFC 3489, for clients that are older than the magic cookie. Stateless; any
/// thread may call it.
public final class ClassicStun {
  private ClassicStun() {}

  /// "A STUN server can detect when a given Binding request message was sent from an RFC 3489
  /// [RFC3489] client by the absence of the correct value in the magic cookie field." (RFC 5389
  /// §12.2)
  public static boolean isBinding(byte[] bytes, int length) {
    return length >= StunReader.HEADER
        && bytes[0] == 0
        && bytes[1] == 1
        && u16(bytes, 2) == length - StunReader.HEADER
        && length % 4 == 0
        && (u16(bytes, 4) << 16 | u16(bytes, 6)) != AttributeValue.MAGIC_COOKIE;
  }

  /// "it SHOULD copy the value seen in the magic cookie field in the Binding request to the magic
  /// cookie field in the Binding response message, and insert a MAPPED-ADDRESS attribute instead of
  /// an XOR-MAPPED-ADDRESS attribute. The client might, in rare situations, include either the
  /// RESPONSE-ADDRESS or CHANGE-REQUEST attributes. In these situations, the server will view these
  /// as unknown comprehension-required attributes and reply with an error response." (RFC 5389
  /// §12.2)
  public static StunWriter answer(byte[] request, int length, Endpoint client, StunWriter writer) {
    if (length == StunReader.HEADER) {
      return writer.beginClassic(StunClass.SUCCESS, request).add(new MappedAddress(client));
    }
    return writer
        .beginClassic(StunClass.ERROR, request)
        .add(new ErrorCode(420, ""))
        .add(new UnknownAttributes(List.of(u16(request, StunReader.HEADER))));
  }

  private static int u16(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
  }
}
