// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whom an event is for: the sockets in some rooms, or all of a namespace, but for some. Immutable;
/// any thread.
public final class Audience {
  private final Namespace namespace;
  private final List<String> rooms;
  private final List<String> except;
  private final @Nullable Socket but;
  private final boolean droppable;

  Audience(
      Namespace namespace,
      List<String> rooms,
      List<String> except,
      @Nullable Socket but,
      boolean droppable) {
    this.but = but;
    this.namespace = namespace;
    this.rooms = rooms;
    this.except = except;
    this.droppable = droppable;
  }

  /// Those in these rooms as well; a socket in several is told once.
  public Audience to(String... more) {
    return new Audience(namespace, joined(rooms, more), except, but, droppable);
  }

  /// But none of those in these rooms; a socket's id is a room with that socket alone.
  public Audience except(String... more) {
    return new Audience(namespace, rooms, joined(except, more), but, droppable);
  }

  /// Who cannot be told at once need not be told at all.
  public Audience droppable() {
    return new Audience(namespace, rooms, except, but, true);
  }

  /// Sends an event, which is encoded once for all of them; see [Socket#emit].
  public void emit(String event, Object... arguments) {
    Recovery recovery = droppable ? null : namespace.recovery();
    if (recovery == null) {
      Outgoing packet = PacketWriter.event(namespace, PacketHead.NO_ACK, event, arguments);
      if (isOne()) {
        deliver(packet, packet);
      } else {
        namespace.inTurn(() -> deliver(packet, packet));
      }
    } else {
      namespace.inTurn(() -> recovery.emit(namespace, event, arguments, this, this::deliver));
    }
  }

  /// Those who would be told now.
  public List<Socket> sockets() {
    List<Socket> found = new ArrayList<>();
    for (Socket socket : namespace.in(rooms)) {
      if (socket != but && !isExcepted(socket.id(), socket.rooms())) {
        found.add(socket);
      }
    }
    return found;
  }

  /// Whether one of this id, in these rooms, is meant.
  boolean holds(String id, Set<String> its) {
    boolean named = rooms.isEmpty() || rooms.contains(id);
    for (String room : rooms) {
      named |= its.contains(room);
    }
    return named && (but == null || !but.id().equals(id)) && !isExcepted(id, its);
  }

  /// A socket by its id: the order among several does not matter.
  private boolean isOne() {
    return rooms.size() == 1 && namespace.socket(rooms.getFirst()) != null;
  }

  private void deliver(Outgoing packet, Outgoing plain) {
    for (Socket socket : namespace.in(rooms)) {
      if (socket != but && (except.isEmpty() || !isExcepted(socket.id(), socket.rooms()))) {
        socket.deliver(socket.remembersOffsets() ? packet : plain, droppable);
      }
    }
  }

  private boolean isExcepted(String id, Set<String> its) {
    for (String room : except) {
      if (room.equals(id) || its.contains(room)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> joined(List<String> some, String... more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }
}
