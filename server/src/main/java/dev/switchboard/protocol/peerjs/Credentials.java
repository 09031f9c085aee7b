// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.peerjs;

import dev.switchboard.text.Utf8;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a client says of itself when it connects: the id it wants, the token by which it proves
/// later that the id is its own, and the key of this server.
record Credentials(Utf8 id, Utf8 token, Utf8 key) {
  static Credentials of(String query) {
    Query fields = new Query(query);
    return new Credentials(fields.field("id"), fields.field("token"), fields.field("key"));
  }

  /// Why they do not do, in the words that clients know, or null.
  @Nullable Utf8 problem(Utf8 expectedKey, int longest) {
    if (id.isEmpty() || token.isEmpty() || key.isEmpty()) {
      return PeerJsFrames.INCOMPLETE;
    }
    if (!same(key, expectedKey)) {
      return PeerJsFrames.WRONG_KEY;
    }
    if (id.length() > longest || !isId(id)) {
      return PeerJsFrames.WRONG_ID;
    }
    return token.length() > longest ? PeerJsFrames.WRONG_TOKEN : null;
  }

  /// Takes equally long wherever the two differ.
  static boolean same(Utf8 one, Utf8 other) {
    return MessageDigest.isEqual(bytes(one), bytes(other));
  }

  /// Letters and digits, with single spaces, hyphens or underscores between them: what the client
  /// itself lets through.
  static boolean isId(Utf8 text) {
    boolean between = true;
    for (int i = 0; i < text.length(); i++) {
      byte b = text.byteAt(i);
      boolean plain = (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
      boolean link = b == ' ' || b == '-' || b == '_';
      if (!plain && (!link || between)) {
        return false;
      }
      between = !plain;
    }
    return !between;
  }

  private static byte[] bytes(Utf8 text) {
    return Arrays.copyOfRange(text.bytes(), text.offset(), text.offset() + text.length());
  }
}
