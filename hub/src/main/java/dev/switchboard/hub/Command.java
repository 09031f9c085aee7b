// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;
import java.util.List;

/// Everything a peer may ask of the hub. Names in a command may still share a message's memory; the
/// hub copies what it keeps. The texts of signals, descriptions, chat and calls are kept as they
/// are, so whoever makes the command has copied those.
public sealed interface Command {
  /// Enter a room, which is created when it is not there.
  record Join(RoomName room, Credentials brings) implements Command {
    public Join(RoomName room) {
      this(room, Credentials.NONE);
    }
  }

  record Leave(RoomName room) implements Command {}

  /// Who is in a room? Asking needs no membership.
  record Who(RoomName room) implements Command {}

  /// A signal to all other members.
  record Say(RoomName room, Signal signal) implements Command {}

  /// A signal to all other members, from whoever it is: who is no member is not heard by them in
  /// any order. Where nobody is, nobody hears.
  record Post(RoomName room, Signal signal) implements Command {}

  /// A signal to one member, through the room, so that it keeps its place among the room's
  /// broadcasts.
  record Tell(RoomName room, PeerId to, Signal signal) implements Command {}

  /// A signal to a bare id or handle.
  record Send(PeerId to, Signal signal) implements Command {}

  /// A line of chat to every member, the sender too.
  record Chat(RoomName room, Utf8 text) implements Command {}

  /// What has to do with the order in a room: hands, and what hosts do.
  sealed interface Chairing extends Command {
    RoomName room();
  }

  /// Let somebody in who knocked.
  record Admit(RoomName room, PeerId peer) implements Chairing {}

  /// Turn somebody away who knocked.
  record Deny(RoomName room, PeerId peer) implements Chairing {}

  record Govern(RoomName room, List<Rule> rules) implements Chairing {
    public Govern {
      rules = List.copyOf(rules);
    }
  }

  /// Ask one member for something.
  record Ask(RoomName room, Wish wish, PeerId to) implements Chairing {}

  /// Ask all other members.
  record AskAll(RoomName room, Wish wish) implements Chairing {}

  /// Put a member, or somebody who knocks, out of the room.
  record Remove(RoomName room, PeerId peer, boolean ban) implements Chairing {}

  /// Give a member this role. Who makes another one the owner becomes a host.
  record Appoint(RoomName room, PeerId peer, Role role) implements Chairing {}

  /// End the call for all.
  record End(RoomName room) implements Chairing {}

  record RaiseHand(RoomName room) implements Chairing {}

  /// One's own, or as a host somebody's.
  record LowerHand(RoomName room, PeerId peer) implements Chairing {}

  /// Replaces how others see this peer.
  record Describe(Utf8 about) implements Command {}

  record SetStatus(Status status) implements Command {}

  /// Take a handle that nobody has.
  record Claim(PeerId handle) implements Command {}

  /// Take a handle, also from this holder: whoever makes the command has seen proof that both are
  /// one person.
  record Reclaim(PeerId handle, PeerId holder) implements Command {}

  record Release() implements Command {}

  /// Hear who has a handle, and of every change.
  record Watch() implements Command {}

  record Unwatch() implements Command {}

  record Ring(PeerId to, Utf8 data) implements Command {}

  /// The callee's bell rings.
  record Ringing(CallId call) implements Command {}

  record Accept(CallId call, Utf8 data) implements Command {}

  record Decline(CallId call, CallEnd reason) implements Command {}

  record Cancel(CallId call) implements Command {}
}
