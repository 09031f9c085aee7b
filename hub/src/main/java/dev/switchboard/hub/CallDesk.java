// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

/// Carries out what peers ask about calls to a person.
final class CallDesk {
  private final Limits.Calls limits;
  private final Time time;
  private final Calls calls;
  private final Directory directory;
  private final Answers answers;

  CallDesk(Hub.Frame frame, Calls calls, Directory directory, Answers answers) {
    this.limits = frame.limits().calls();
    this.time = frame.time();
    this.calls = calls;
    this.directory = directory;
    this.answers = answers;
  }

  void ring(Peer peer, Command.Ring ring, long request) {
    Peer callee = directory.find(ring.to());
    if (callee == null) {
      answers.peerUnknown(peer, request, ring.to());
      return;
    }
    Refusal why = calls.ring(peer, callee, ring.data(), request, time.nanos().getAsLong());
    if (why != null) {
      String expected =
          why == Refusal.TOO_MANY_CALLS
              ? "at most " + limits.perPeer() + " calls at once"
              : "somebody who is available";
      answers.refuse(peer, request, why, "to: " + ring.to().shown(), expected);
    } else if (callee.ended()) {
      // It left between the look-up and the ring, and its farewell may have come before the call
      // was there.
      calls.gone(callee);
    }
  }

  void ringing(Peer peer, Command.Ringing ringing, long request) {
    answer(peer, calls.rings(peer, ringing.call()), ringing.call(), request);
  }

  void accept(Peer peer, Command.Accept accept, long request) {
    answer(peer, calls.accept(peer, accept.call(), accept.data()), accept.call(), request);
  }

  void decline(Peer peer, Command.Decline decline, long request) {
    answer(peer, calls.decline(peer, decline.call(), decline.reason()), decline.call(), request);
  }

  void cancel(Peer peer, Command.Cancel cancel, long request) {
    answer(peer, calls.cancel(peer, cancel.call()), cancel.call(), request);
  }

  private void answer(Peer peer, boolean known, CallId call, long request) {
    if (known) {
      answers.done(peer, request);
    } else {
      String expected = "a call that rings and is yours";
      answers.refuse(peer, request, Refusal.CALL_UNKNOWN, "call: " + call.shown(), expected);
    }
  }
}
