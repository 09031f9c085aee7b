// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import dev.switchboard.text.Utf8;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One client in one namespace. Its handlers run on the client's loop; everything else may be
/// called on any thread.
public final class Socket {
  private final String id;
  private final Namespace namespace;
  private final Client client;
  private final Json auth;
  private final Acks acks;
  private final Map<Utf8, EventHandler> handlers = new ConcurrentHashMap<>(4);
  private final Set<String> rooms = ConcurrentHashMap.newKeySet(2);
  private final String secret;
  private volatile @Nullable Consumer<String> onDisconnect;
  private volatile @Nullable Object data;
  private volatile boolean connected;
  private boolean recovered;
  private long since;

  Socket(String id, Namespace namespace, Client client, Json auth, String secret) {
    this.id = id;
    this.namespace = namespace;
    this.client = client;
    this.auth = auth;
    this.secret = secret;
    this.acks = new Acks(client.connection().loop(), client.options().bounds().acks());
  }

  /// Known to the client, and safe to show to others, but where [#idIsSecret].
  public String id() {
    return id;
  }

  /// Whether the id is that of the session below, as clients of Socket.IO 2 will have it: who knows
  /// it can speak for them.
  public boolean idIsSecret() {
    return client.revision() == 3;
  }

  public Namespace namespace() {
    return namespace;
  }

  /// What the client said of itself when it came: a JSON object.
  public Json auth() {
    return auth;
  }

  /// The query of the request with which its connection began.
  public String query() {
    return client.query();
  }

  /// Whether this goes on where a broken connection ended, with the same id, rooms and data.
  public boolean recovered() {
    return recovered;
  }

  public boolean connected() {
    return connected;
  }

  /// Whatever belongs to this socket.
  public @Nullable Object data() {
    return data;
  }

  public void data(@Nullable Object data) {
    this.data = data;
  }

  /// What to do when the client sends this event; in place of what was to be done before.
  public Socket on(String event, EventHandler handler) {
    handlers.put(Utf8.of(event), handler);
    return this;
  }

  /// What to do when the client is gone, with the reason in Socket.IO's words.
  public Socket onDisconnect(Consumer<String> farewell) {
    this.onDisconnect = farewell;
    return this;
  }

  /// Sends an event. Arguments may be text, numbers, booleans, null, `byte[]`, maps, iterables,
  /// [Json], and [Arguments], which stand for as many as they are. Throws
  /// [IllegalArgumentException] for others.
  public void emit(String event, Object... arguments) {
    namespace.to(id).emit(event, arguments);
  }

  /// Sends an event that need not arrive where the client reads too slowly.
  public void emitDroppable(String event, Object... arguments) {
    namespace.to(id).droppable().emit(event, arguments);
  }

  /// Sends an event and waits this long for its answer.
  public void ask(Duration patience, Acknowledged then, String event, Object... arguments) {
    long number = acks.expect(patience, then);
    deliver(PacketWriter.event(namespace, number, event, arguments), false);
  }

  /// Enters a room. False when the socket is in too many, or gone, or when the name is the id of
  /// somebody else, whose room that is.
  public boolean join(String room) {
    if (room.equals(id) || namespace.isId(room)) {
      return room.equals(id);
    }
    synchronized (rooms) {
      boolean in = rooms.contains(room);
      if (!connected || (!in && rooms.size() >= client.options().bounds().rooms())) {
        return false;
      }
      rooms.add(room);
      namespace.join(this, room);
      return true;
    }
  }

  public void leave(String room) {
    synchronized (rooms) {
      if (rooms.remove(room)) {
        namespace.leave(this, room);
      }
    }
  }

  /// The rooms it is in now, without that of its own id.
  public Set<String> rooms() {
    return rooms;
  }

  /// The others in these rooms.
  public Audience to(String... rooms) {
    return new Audience(namespace, List.of(rooms), List.of(), this, false);
  }

  /// All others in the namespace.
  public Audience others() {
    return new Audience(namespace, List.of(), List.of(), this, false);
  }

  /// Puts the client out of this namespace; its connection may go on in others.
  public void disconnect() {
    client.connection().execute(() -> client.dismiss(this));
  }

  /// Runs the task on the client's loop.
  public void execute(Runnable task) {
    client.connection().execute(task);
  }

  /// It is in: from now on it can be told things, those after `since` in the log. Home loop.
  void open(long since) {
    this.since = since;
    synchronized (rooms) {
      connected = true;
    }
    namespace.add(this);
  }

  void recovered(Recovery.Away away) {
    recovered = true;
    data = away.data();
    away.rooms().forEach(this::join);
  }

  /// Home loop.
  void close(String reason) {
    synchronized (rooms) {
      connected = false;
      rooms.forEach(room -> namespace.leave(this, room));
    }
    namespace.remove(this);
    acks.end();
    Consumer<String> farewell = onDisconnect;
    if (farewell != null) {
      farewell.accept(reason);
    }
  }

  void received(Utf8 event, Arguments arguments, Ack ack) {
    EventHandler handler = handlers.get(event);
    if (handler != null) {
      handler.on(arguments, ack);
    }
  }

  void acknowledged(long number, Arguments arguments) {
    acks.answer(number, arguments);
  }

  void deliver(Outgoing packet, boolean droppable) {
    if (connected) {
      client.send(packet, droppable);
    }
  }

  /// Clients of Socket.IO 2 would take an offset for an argument.
  boolean remembersOffsets() {
    return client.revision() == 4;
  }

  /// The `pid` by which its client may come back; empty where recovery is off.
  String secret() {
    return secret;
  }

  long since() {
    return since;
  }
}
