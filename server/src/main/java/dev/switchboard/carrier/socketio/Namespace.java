// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import dev.switchboard.text.Utf8;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One namespace: its gatekeepers, its sockets and their rooms. Set up before the server starts;
/// everything else on any thread.
public final class Namespace {
  private final String name;
  private final Utf8 called;
  private final Utf8 eventHead;
  private final List<Gatekeeper> gatekeepers = new CopyOnWriteArrayList<>();
  private final List<Consumer<Socket>> welcomes = new CopyOnWriteArrayList<>();
  private final ConcurrentHashMap<String, Socket> sockets = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Set<Socket>> rooms = new ConcurrentHashMap<>();
  private final @Nullable Recovery recovery;

  Namespace(String name, SocketIoOptions.Recovery recovery) {
    this.name = name;
    this.called = Utf8.of(name);
    this.eventHead = Utf8.of(name.equals("/") ? "2" : "2" + name + ",");
    this.recovery = recovery.isOn() ? new Recovery(recovery) : null;
  }

  public String name() {
    return name;
  }

  /// Adds a gatekeeper; they are asked in their order, until one refuses.
  public Namespace use(Gatekeeper gatekeeper) {
    gatekeepers.add(gatekeeper);
    return this;
  }

  /// What to do with each socket that has come in, on its loop: to give it handlers, above all.
  public Namespace onConnect(Consumer<Socket> welcome) {
    welcomes.add(welcome);
    return this;
  }

  /// Everybody in the namespace.
  public Audience everybody() {
    return new Audience(this, List.of(), List.of(), null, false);
  }

  /// Those in any of these rooms. A socket's id is a room with that socket alone.
  public Audience to(String... rooms) {
    return new Audience(this, List.of(rooms), List.of(), null, false);
  }

  /// Sends an event to everybody in the namespace; see [Socket#emit].
  public void emit(String event, Object... arguments) {
    everybody().emit(event, arguments);
  }

  public @Nullable Socket socket(String id) {
    return sockets.get(id);
  }

  public Collection<Socket> sockets() {
    return List.copyOf(sockets.values());
  }

  /// How many are in the room.
  public int count(String room) {
    Set<Socket> members = rooms.get(room);
    return members == null ? 0 : members.size();
  }

  boolean isCalled(Utf8 other) {
    return called.equals(other);
  }

  /// What stands in front of an event that asks for no answer.
  Utf8 eventHead() {
    return eventHead;
  }

  @Nullable Recovery recovery() {
    return recovery;
  }

  CompletionStage<Verdict> admit(Socket socket) {
    CompletionStage<Verdict> verdict = CompletableFuture.completedFuture(Verdict.WELCOME);
    for (Gatekeeper gatekeeper : gatekeepers) {
      verdict =
          verdict.thenCompose(
              so -> so instanceof Verdict.Welcome ? gatekeeper.admit(socket) : Gatekeeper.now(so));
    }
    return verdict;
  }

  void welcome(Socket socket) {
    for (Consumer<Socket> welcome : welcomes) {
      welcome.accept(socket);
    }
  }

  /// One after the other, so that all who hear two events hear them in the same order. The task
  /// must not wait.
  synchronized void inTurn(Runnable task) {
    task.run();
  }

  /// Whether somebody who is here, or may come back, has this id.
  boolean isId(String name) {
    return sockets.containsKey(name) || (recovery != null && recovery.isAway(name));
  }

  void add(Socket socket) {
    sockets.put(socket.id(), socket);
  }

  void remove(Socket socket) {
    sockets.remove(socket.id(), socket);
  }

  void join(Socket socket, String room) {
    rooms.compute(
        room,
        (_, members) -> {
          Set<Socket> all = members == null ? ConcurrentHashMap.newKeySet(2) : members;
          all.add(socket);
          return all;
        });
  }

  void leave(Socket socket, String room) {
    rooms.computeIfPresent(
        room,
        (_, members) -> {
          members.remove(socket);
          return members.isEmpty() ? null : members;
        });
  }

  /// Those in any of these rooms, each once; everybody where none is named.
  Iterable<Socket> in(List<String> names) {
    if (names.isEmpty()) {
      return sockets.values();
    }
    if (names.size() == 1) {
      return in(names.getFirst());
    }
    Set<Socket> all = ConcurrentHashMap.newKeySet();
    for (String room : names) {
      for (Socket socket : in(room)) {
        all.add(socket);
      }
    }
    return all;
  }

  private Collection<Socket> in(String room) {
    Socket one = sockets.get(room);
    return one != null ? List.of(one) : rooms.getOrDefault(room, Set.of());
  }

  /// How much is remembered of anybody.
  int residue() {
    return sockets.size() + rooms.size();
  }
}
