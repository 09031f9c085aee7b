// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;

/// What one peer tells another on the way to a call. The text is JSON that nobody here reads: an
/// offer's and an answer's is an `RTCSessionDescriptionInit`, a candidate's an
/// `RTCIceCandidateInit` or `null` (W3C WebRTC, sections 4.6.2 and 4.8.1), so that every dialect
/// can wrap it in its own envelope.
public sealed interface Signal {
  Utf8 text();

  record Offer(Utf8 text) implements Signal {}

  record Answer(Utf8 text) implements Signal {}

  record Candidate(Utf8 text) implements Signal {}

  record Hangup(Utf8 text) implements Signal {}

  /// Anything else. A dialect whose clients say more than these signals can carry names itself, and
  /// sends its own frame to those who speak it too; the empty dialect is for everybody.
  record Message(String dialect, Utf8 text) implements Signal {
    private static final String ANY = "";

    /// In no dialect's own words.
    public Message(Utf8 text) {
      this(ANY, text);
    }
  }
}
