// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

/// Carries out what hosts ask, and hands, and words what is turned down.
final class ChairDesk {
  private final Time time;
  private final Limits limits;
  private final Rooms rooms;
  private final Answers answers;

  ChairDesk(Hub.Frame frame, Rooms rooms, Answers answers) {
    this.time = frame.time();
    this.limits = frame.limits();
    this.rooms = rooms;
    this.answers = answers;
  }

  void carryOut(Peer peer, Command.Chairing command, long request) {
    Room room = rooms.find(command.room());
    if (room == null) {
      answers.notInRoom(peer, request, command.room());
      return;
    }
    long nanos = time.nanos().getAsLong();
    Ruling ruling = room.carryOut(peer, command, nanos, time.wall().millis());
    switch (ruling) {
      case DONE -> answers.done(peer, request);
      case ENDED -> {
        rooms.drop(room);
        answers.done(peer, request);
      }
      case NOT_IN_ROOM -> answers.notInRoom(peer, request, command.room());
      case NOT_HOST -> {
        String value = "room: " + command.room().shown();
        answers.refuse(peer, request, Refusal.NOT_HOST, value, "a room whose host you are");
      }
      case NOBODY -> {
        boolean door = command instanceof Command.Admit || command instanceof Command.Deny;
        String expected = door ? "somebody who knocks" : "a member of the room";
        answers.refuse(peer, request, Refusal.NOT_IN_ROOM, "peer: " + about(command), expected);
      }
      case OUTRANKED -> {
        String value = "peer: " + about(command);
        answers.refuse(peer, request, Refusal.NOT_HOST, value, "somebody whom your role is above");
      }
      case FULL -> {
        String expected = "a room with fewer than " + limits.rooms().members() + " members";
        String value = "room: " + command.room().shown();
        answers.refuse(peer, request, Refusal.ROOM_FULL, value, expected);
      }
      case TOO_MANY_HOSTS -> {
        String value = "peer: " + about(command);
        answers.refuse(peer, request, Refusal.SERVER_FULL, value, "a room with fewer hosts");
      }
    }
  }

  private static String about(Command.Chairing command) {
    return switch (command) {
      case Command.Admit it -> it.peer().shown();
      case Command.Deny it -> it.peer().shown();
      case Command.Ask it -> it.to().shown();
      case Command.Remove it -> it.peer().shown();
      case Command.Appoint it -> it.peer().shown();
      case Command.LowerHand it -> it.peer().shown();
      case Command.Govern _, Command.AskAll _, Command.End _, Command.RaiseHand _ -> "";
    };
  }
}
