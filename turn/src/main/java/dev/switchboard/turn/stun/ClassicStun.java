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
    for (int at = StunReader.HEADER; at < length; at += size(request, at)) {
      int type = u16(request, at);
      // "Attributes with values greater than 0x7fff are optional" (RFC 3489 §11.2).
      if (type <= 0x7fff) {
        return writer
            .beginClassic(StunClass.ERROR, request)
            .add(new ErrorCode(420, ""))
            .add(new UnknownAttributes(List.of(type)));
      }
    }
    return writer.beginClassic(StunClass.SUCCESS, request).add(new MappedAddress(client));
  }

  /// Of an attribute with its header, rounded up so that the next header lies within the message.
  private static int size(byte[] bytes, int at) {
    return 4 + (u16(bytes, at + 2) + 3) / 4 * 4;
  }

  private static int u16(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
  }
}
