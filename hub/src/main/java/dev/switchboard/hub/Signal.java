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

  record Message(Utf8 text) implements Signal {}
}
