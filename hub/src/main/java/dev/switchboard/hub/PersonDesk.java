// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import org.jspecify.annotations.Nullable;

/// Carries out what peers ask about themselves (description, status, handle) and about who is
/// online.
final class PersonDesk {
  private final Board board;
  private final Answers answers;
  private final int watchers;

  PersonDesk(Hub.Frame frame, Board board, Answers answers) {
    this.board = board;
    this.answers = answers;
    this.watchers = frame.limits().peers().board();
  }

  void describe(Peer peer, Command.Describe describe, long request) {
    peer.about(describe.about());
    for (Room room : peer.rooms()) {
      room.changed(peer);
    }
    board.changed(peer);
    answers.done(peer, request);
  }

  void setStatus(Peer peer, Command.SetStatus set, long request) {
    peer.status(set.status());
    board.changed(peer);
    answers.done(peer, request);
  }

  void claim(Peer peer, PeerId handle, @Nullable PeerId holder, long request) {
    if (!board.claim(peer, handle.copy(), holder, request)) {
      String value = "handle: " + handle.shown();
      answers.refuse(peer, request, Refusal.HANDLE_TAKEN, value, "one that nobody else has");
    }
  }

  void release(Peer peer, long request) {
    board.release(peer);
    answers.done(peer, request);
  }

  void watch(Peer peer, long request) {
    if (!board.watch(peer, request)) {
      answers.refuse(
          peer, request, Refusal.SERVER_FULL, "watch", "at most " + watchers + " watchers");
    }
  }

  void unwatch(Peer peer, long request) {
    board.unwatch(peer);
    answers.done(peer, request);
  }
}
