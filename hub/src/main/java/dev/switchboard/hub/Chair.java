// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import org.jspecify.annotations.Nullable;

/// Carries out what a host asks for in a room, if it is one. Made for one command, inside of the
/// room's monitor.
final class Chair {
  private final Room room;
  private final Charter order;
  private final long nanos;
  private final long wall;

  Chair(Room room, Charter order, long nanos, long wall) {
    this.room = room;
    this.order = order;
    this.nanos = nanos;
    this.wall = wall;
  }

  Ruling rule(Peer by, Command.Chairing command) {
    Role rank = order.roleOf(by.id());
    if (rank == Role.GUEST) {
      return Ruling.NOT_HOST;
    }
    return switch (command) {
      case Command.Admit it -> admit(room.knockers().find(it.peer()));
      case Command.Deny it -> deny(room.knockers().find(it.peer()));
      case Command.Govern it -> govern(it);
      case Command.Ask it -> ask(by, it);
      case Command.AskAll it -> {
        room.members().tellOthers(by, new Event.Asked(room.name(), by.id(), it.wish(), new Memo()));
        yield Ruling.DONE;
      }
      case Command.Remove it -> remove(by, rank, it);
      case Command.Appoint it -> appoint(by, rank, it);
      case Command.LowerHand it ->
          room.members().find(it.peer()) == null ? Ruling.NOBODY : room.lowerHand(it.peer());
      case Command.RaiseHand _ -> Ruling.DONE;
      case Command.End _ -> {
        room.end();
        yield Ruling.ENDED;
      }
    };
  }

  private Ruling admit(@Nullable Knocker knocker) {
    if (knocker == null) {
      return Ruling.NOBODY;
    }
    return room.admit(knocker, wall) ? Ruling.DONE : Ruling.FULL;
  }

  private Ruling deny(@Nullable Knocker knocker) {
    if (knocker == null) {
      return Ruling.NOBODY;
    }
    room.turnAway(knocker, Dismissal.DENIED);
    return Ruling.DONE;
  }

  private Ruling govern(Command.Govern command) {
    Rules before = order.rules();
    command.rules().forEach(rule -> order.set(rule, nanos));
    if (!order.rules().equals(before)) {
      room.members().tellAll(new Event.RulesChanged(room.name(), order.rules(), new Memo()));
    }
    if (!order.rules().lobby() && !order.rules().locked()) {
      room.knockers().all().forEach(knocker -> room.admit(knocker, wall));
    }
    return Ruling.DONE;
  }

  private Ruling ask(Peer by, Command.Ask command) {
    Peer target = room.members().find(command.to());
    if (target == null) {
      return Ruling.NOBODY;
    }
    target.tell(new Event.Asked(room.name(), by.id(), command.wish(), new Memo()));
    return Ruling.DONE;
  }

  private Ruling remove(Peer by, Role rank, Command.Remove command) {
    Dismissal why = command.ban() ? Dismissal.BANNED : Dismissal.REMOVED;
    Knocker knocker = room.knockers().find(command.peer());
    if (knocker != null) {
      room.turnAway(knocker, why);
      shutOut(command, knocker.holder());
      return Ruling.DONE;
    }
    Peer target = room.members().find(command.peer());
    if (target == null) {
      return Ruling.NOBODY;
    }
    if (target == by || !rank.above(order.roleOf(command.peer()))) {
      return Ruling.OUTRANKED;
    }
    long holder = order.holderOf(command.peer());
    room.putOut(target, why);
    shutOut(command, holder);
    if (command.ban()) {
      putOutOtherTabs(by, holder);
    }
    return Ruling.DONE;
  }

  private void shutOut(Command.Remove command, long holder) {
    order.forget(holder);
    if (command.ban()) {
      order.ban(command.peer(), holder);
    }
  }

  /// One person may be here twice, by the same ticket.
  private void putOutOtherTabs(Peer by, long holder) {
    for (Peer other : room.members().all()) {
      if (other != by && order.holderOf(other.id()) == holder) {
        room.putOut(other, Dismissal.BANNED);
      }
    }
  }

  private Ruling appoint(Peer by, Role rank, Command.Appoint command) {
    PeerId id = command.peer();
    if (room.members().find(id) == null) {
      return Ruling.NOBODY;
    }
    boolean self = id.equals(by.id());
    Role now = order.roleOf(id);
    if (now == command.role()) {
      return Ruling.DONE;
    }
    boolean may =
        rank == Role.OWNER
            ? !self
            : self ? command.role() == Role.GUEST : raises(now, command.role());
    if (!may) {
      return Ruling.OUTRANKED;
    }
    if (!order.appoint(id, command.role())) {
      return Ruling.TOO_MANY_HOSTS;
    }
    if (command.role() == Role.OWNER) {
      order.appoint(by.id(), Role.HOST);
      room.promoted(order, by.id(), Role.HOST);
    }
    room.promoted(order, id, command.role());
    return Ruling.DONE;
  }

  /// What a host who is not the owner may make of others.
  private static boolean raises(Role from, Role to) {
    return from == Role.GUEST && to == Role.HOST;
  }
}
