// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// The body of the request that a connection is in. Grows with what has really come. On the
/// connection's loop.
final class RequestBody {
  private static final byte[] NOTHING = {};
  private static final int FIRST = 1024;

  private byte[] bytes = NOTHING;
  private int kept;
  private int seen;

  void clear() {
    bytes = NOTHING;
    kept = 0;
    seen = 0;
  }

  /// False when that is more than may come. What nobody wants to read is only counted.
  boolean add(ByteBuf more, int most, boolean keep) {
    int count = more.readableBytes();
    if (count > most - seen) {
      return false;
    }
    seen += count;
    if (keep && count > 0) {
      if (kept + count > bytes.length) {
        int size = Math.max(kept + count, Math.min(most, Math.max(FIRST, 2 * bytes.length)));
        bytes = Arrays.copyOf(bytes, size);
      }
      more.readBytes(bytes, kept, count);
      kept += count;
    }
    return true;
  }

  /// All of it, for the taker to keep.
  byte[] take() {
    byte[] whole = kept == bytes.length ? bytes : Arrays.copyOf(bytes, kept);
    clear();
    return whole;
  }
}
