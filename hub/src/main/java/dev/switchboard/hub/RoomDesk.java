// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

/// Carries out what peers ask about rooms, and passes their signals.
final class RoomDesk {
  private final Limits limits;
  private final Time time;
  private final Rooms rooms;
  private final Directory directory;
  private final Answers answers;
  private final HubListener listener;

  RoomDesk(Hub.Frame frame, Rooms rooms, Directory directory, Answers answers) {
    this.limits = frame.limits();
    this.time = frame.time();
    this.listener = frame.listener();
    this.rooms = rooms;
    this.directory = directory;
    this.answers = answers;
  }

  void tell(Peer peer, Command.Tell tell, long request) {
    Room room = rooms.find(tell.room());
    if (room != null && room.tell(peer, tell.to(), tell.signal())) {
      listener.relayed(1);
      answers.done(peer, request);
    } else {
      String expected = "a member of a room you are in";
      answers.refuse(peer, request, Refusal.NOT_IN_ROOM, "to: " + tell.to().shown(), expected);
    }
  }

  void send(Peer peer, Command.Send send, long request) {
    Peer target = directory.find(send.to());
    if (target != null) {
      target.tell(new Event.Received(peer.id(), peer.handleText(), send.signal()));
      listener.relayed(1);
      answers.done(peer, request);
    } else {
      answers.peerUnknown(peer, request, send.to());
    }
  }

  void say(Peer peer, Command.Say say, long request) {
    Room room = rooms.find(say.room());
    int told = room == null ? -1 : room.say(peer, say.signal());
    if (told >= 0) {
      listener.relayed(told);
      answers.done(peer, request);
    } else {
      answers.notInRoom(peer, request, say.room());
    }
  }

  void post(Peer peer, Command.Post post, long request) {
    Room room = rooms.find(post.room());
    if (room != null) {
      listener.relayed(room.post(peer, post.signal()));
    }
    answers.done(peer, request);
  }

  void chat(Peer peer, Command.Chat chat, long request) {
    Room room = rooms.find(chat.room());
    int told = room == null ? -1 : room.chat(peer, chat.text(), time.wall().millis());
    if (told >= 0) {
      listener.relayed(told);
      answers.done(peer, request);
    } else {
      answers.notInRoom(peer, request, chat.room());
    }
  }

  void join(Peer peer, Command.Join join, long request) {
    Refusal why = rooms.enter(peer, join.room(), join.brings(), request);
    if (why != null) {
      answers.refuse(peer, request, why, "room: " + join.room().shown(), expectedAtTheDoor(why));
    }
  }

  private String expectedAtTheDoor(Refusal why) {
    return switch (why) {
      case ROOM_FULL -> "a room with fewer than " + limits.rooms().members() + " members";
      case TOO_MANY_ROOMS -> "at most " + limits.rooms().perPeer() + " rooms at once";
      case KNOCK_FIRST -> "a knock, and a host who lets you in";
      case LOBBY_FULL -> "a room for which fewer people wait";
      case ROOM_LOCKED -> "a room that is not locked";
      case WRONG_PASSWORD -> "the room's password";
      case RATE_LIMITED -> "fewer wrong passwords; try again in a moment";
      case BANNED -> "a room from which you are not banned";
      case MAY_NOT_START -> "a room that is there, or leave to start one";
      default -> "a server with fewer than " + limits.rooms().count() + " rooms";
    };
  }

  void leave(Peer peer, Command.Leave leave, long request) {
    Room room = rooms.find(leave.room());
    if (room != null && room.concerns(peer)) {
      rooms.leave(peer, room);
      answers.done(peer, request);
    } else {
      answers.notInRoom(peer, request, leave.room());
    }
  }

  void who(Peer peer, Command.Who who, long request) {
    rooms.who(peer, who.room(), request);
  }
}
