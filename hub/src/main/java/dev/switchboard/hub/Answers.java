// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

/// How requests end: done, or refused in words that name the value and what was expected.
final class Answers {
  private final HubListener listener;

  Answers(HubListener listener) {
    this.listener = listener;
  }

  void done(Peer peer, long request) {
    if (request != Hub.NO_REQUEST) {
      peer.tell(new Event.Done(request));
    }
  }

  void notInRoom(Peer peer, long request, RoomName room) {
    refuse(peer, request, Refusal.NOT_IN_ROOM, "room: " + room.shown(), "a room you are in");
  }

  void peerUnknown(Peer peer, long request, PeerId name) {
    String expected = "the id or handle of somebody here";
    refuse(peer, request, Refusal.PEER_UNKNOWN, "to: " + name.shown(), expected);
  }

  void refuse(Peer peer, long request, Refusal why, String value, String expected) {
    refuse(peer, request, why, value + " (expected: " + expected + ")");
  }

  void refuse(Peer peer, long request, Refusal why, String message) {
    listener.refused(why);
    peer.tell(new Event.Refused(request, why, message));
  }
}
