// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import dev.switchboard.hub.PeerId;
import dev.switchboard.json.JsonWriter;
import dev.switchboard.text.Utf8;

/// The one frame of tutorial 000, `{"client":42,"text":"..."}`. Its number is that of the [Guest]:
/// what stands in the id behind the slash. On event loops.
public final class NumberedFrames {
  private static final Utf8 JOINED = Utf8.of("I am now connected");
  private static final Utf8 LEFT = Utf8.of("I disconnected");

  private NumberedFrames() {}

  public static Utf8 joined(PeerId guest) {
    return said(guest, JOINED);
  }

  public static Utf8 left(PeerId guest) {
    return said(guest, LEFT);
  }

  public static Utf8 said(PeerId guest, Utf8 text) {
    JsonWriter out = Scratch.ofThisThread().body().clear().beginObject();
    return out.raw("client", number(guest.text())).string("text", text).endObject().copy();
  }

  private static Utf8 number(Utf8 id) {
    int at = id.length();
    while (at > 0 && id.byteAt(at - 1) != '/') {
      at--;
    }
    return id.slice(at, id.length());
  }
}
