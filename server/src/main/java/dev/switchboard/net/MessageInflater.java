// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Inflates one message at a time, as its pieces come (RFC 7692, section 7.2.2), into an array that
/// grows with what has really come out. Lent by the loop's [Zlib] for the time of one message, on
/// that loop.
final class MessageInflater {
  /// What is kept for the next message.
  private static final int SMALL = 16 << 10;

  private static final int OVERHEAD = 1024;

  /// "Append 4 octets of 0x00 0x00 0xff 0xff to the tail end of the payload of the message." The
  /// empty last block behind them is ours: only data that is whole ends with it.
  private static final byte[] TAIL = {0, 0, -1, -1, 1, 0, 0, -1, -1};

  private final Inflater inflater = new Inflater(true);
  private byte[] bytes = new byte[SMALL];
  private int length;
  private long taken;

  /// What has come out so far, [#length] bytes from the start.
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /// How many more compressed bytes a message may have of which `most` bytes may come out. Data
  /// that cannot be compressed gets a little longer, and small flushed pieces do too.
  long room(int most) {
    return 2L * most + OVERHEAD - taken;
  }

  /// Takes a piece; returns false, and is of no more use, when more than `most` bytes come out.
  boolean add(byte[] piece, int count, int most) throws DataFormatException {
    if (count == 0) {
      return true;
    }
    taken += count;
    if (inflater.finished()) {
      inflater.reset();
    }
    inflater.setInput(piece, 0, count);
    while (true) {
      makeRoom(most);
      int room = bytes.length - length;
      int got = inflater.inflate(bytes, length, room);
      length += got;
      if (length > most) {
        return false;
      }
      if (inflater.finished()) {
        int left = inflater.getRemaining();
        if (left == 0) {
          return true;
        }
        // Section 7.2.3.4: a block may say that it is the last, and others follow all the same.
        inflater.reset();
        inflater.setInput(piece, count - left, left);
      } else if (got < room) {
        return true;
      }
    }
  }

  /// The message has come to its end; false as above.
  boolean end(int most) throws DataFormatException {
    if (taken == 0 || inflater.finished()) {
      // Nothing at all is how some write an empty message, and a last block needs no tail.
      return true;
    }
    boolean fits = add(TAIL, TAIL.length, most);
    if (fits && !inflater.finished()) {
      throw new DataFormatException("cut short");
    }
    return fits;
  }

  /// Makes it ready for another message.
  void clear() {
    inflater.reset();
    taken = 0;
    length = 0;
    if (bytes.length > SMALL) {
      bytes = new byte[SMALL];
    }
  }

  /// Gives its native memory back.
  void free() {
    inflater.end();
  }

  /// One byte above the limit shows that there is more.
  private void makeRoom(int most) {
    if (length == bytes.length) {
      long wanted = Math.min(2L * length, most + 1L);
      bytes =
          Arrays.copyOf(bytes, (int) Math.min(Math.max(wanted, length + 1L), Integer.MAX_VALUE));
    }
  }
}
