// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.text.Utf8;
import java.util.ArrayDeque;
import java.util.Collection;

/// The frames that were sent and not yet acknowledged, to be sent again after a break. Bounded in
/// bytes: what is oldest goes first, and then a client that lacks it starts afresh. One thread at a
/// time.
final class Replay {
  private static final int FRAME_COST = 32;

  private final int mostBytes;
  private final ArrayDeque<Utf8> frames = new ArrayDeque<>(4);
  private int bytes;
  private long last;

  Replay(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /// The number of the frame that was sent last.
  long last() {
    return last;
  }

  /// Keeps a frame and returns its number.
  long add(Utf8 frame) {
    frames.add(frame);
    bytes += frame.length() + FRAME_COST;
    last++;
    while (bytes > mostBytes) {
      dropFirst();
    }
    return last;
  }

  /// Forgets what the client has, up to this number. False when the number was never sent.
  boolean acknowledged(long number) {
    if (number > last) {
      return false;
    }
    while (!frames.isEmpty() && first() <= number) {
      dropFirst();
    }
    return true;
  }

  /// True when everything after this number is still here.
  boolean reaches(long number) {
    return number <= last && first() <= number + 1;
  }

  /// What is kept, oldest first.
  Collection<Utf8> frames() {
    return frames;
  }

  private long first() {
    return last - frames.size() + 1;
  }

  private void dropFirst() {
    bytes -= frames.remove().length() + FRAME_COST;
  }
}
