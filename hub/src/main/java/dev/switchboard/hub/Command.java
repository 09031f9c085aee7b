// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;

/// Everything a peer may ask of the hub. Names in a command may still share a message's memory; the
/// hub copies what it keeps. The texts of signals, descriptions, chat and calls are kept as they
/// are, so whoever makes the command has copied those.
public sealed interface Command {
  /// Enter a room, which is created when it is not there.
  record Join(RoomName room) implements Command {}

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
