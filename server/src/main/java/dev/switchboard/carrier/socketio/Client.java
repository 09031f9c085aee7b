// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import dev.switchboard.carrier.engineio.EngineIoHandshake;
import dev.switchboard.net.CloseReason;
import dev.switchboard.net.Connection;
import dev.switchboard.net.Pace;
import dev.switchboard.text.Utf8;
import io.netty.util.concurrent.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One connection that speaks Socket.IO, with a socket for each namespace it is in. Lives on its
/// connection's loop; [#send] is for any thread.
final class Client implements Connection.Listener {
  private static final int PACKETS_PER_FLUSH = 64;
  private static final int COUNT_SHIFT = 40;

  private final SocketIo server;
  private final Connection connection;
  private final EngineIoHandshake handshake;
  private final Assembly assembly;
  private final Entrance entrance;
  private final Pace pace;
  private final Map<String, Socket> sockets = new HashMap<>(2);
  private final ConcurrentLinkedQueue<Outgoing> queue = new ConcurrentLinkedQueue<>();

  /// Packets waiting, in the upper bits, and their weight, in the lower 40.
  private final AtomicLong pending = new AtomicLong();

  private volatile boolean closed;
  private @Nullable Future<?> connectTimer;
  private @Nullable Socket latest;

  Client(SocketIo server, Connection connection, EngineIoHandshake handshake) {
    this.server = server;
    this.connection = connection;
    this.handshake = handshake;
    this.assembly = new Assembly(server.options().bounds().attachments());
    this.entrance = new Entrance(this, server);
    SocketIoOptions.Rate rate = server.options().rate();
    this.pace = new Pace(rate.perSecond(), rate.burst(), System.nanoTime());
  }

  void begin() {
    long patience = server.options().connectTimeout().toMillis();
    connectTimer =
        connection.loop().schedule(this::checkConnected, patience, TimeUnit.MILLISECONDS);
    if (revision() == 3) {
      // Socket.IO 2: everybody is in the main namespace, unasked.
      entrance.ask("/", Json.of("{}"));
    }
  }

  Connection connection() {
    return connection;
  }

  SocketIoOptions options() {
    return server.options();
  }

  int revision() {
    return handshake.revision();
  }

  String query() {
    return handshake.query();
  }

  /// The id of the session below, which clients of Socket.IO 2 take for their own.
  String sid() {
    return handshake.sid();
  }

  boolean isClosed() {
    return closed;
  }

  Map<String, Socket> sockets() {
    return sockets;
  }

  /// Queues a packet. Any thread.
  void send(Outgoing packet, boolean droppable) {
    if (closed || (droppable && pending.get() != 0)) {
      return;
    }
    long cost = (1L << COUNT_SHIFT) | packet.weight();
    long now = pending.addAndGet(cost);
    SocketIoOptions.Bounds bounds = server.options().bounds();
    if ((now >>> COUNT_SHIFT) > bounds.waiting()
        || (now & ((1L << COUNT_SHIFT) - 1)) > bounds.waitingBytes()) {
      closed = true;
      connection.execute(() -> connection.close(CloseReason.POLICY, "too slow"));
      return;
    }
    queue.add(packet);
    connection.wake();
  }

  @Override
  public void received(Utf8 message) {
    count();
    if (assembly.isBusy()) {
      malformed();
      return;
    }
    PacketHead head = PacketHead.read(message);
    if (head == null) {
      malformed();
    } else {
      handle(head);
    }
  }

  @Override
  public void receivedBinary(byte[] bytes, int offset, int length) {
    if (!assembly.isBusy()) {
      malformed();
      return;
    }
    PacketHead whole = assembly.add(Utf8.copyOf(bytes, offset, length));
    if (whole != null) {
      deliver(whole, assembly.take());
    }
  }

  private void count() {
    if (!pace.take(System.nanoTime())) {
      connection.pause(pace.nanosToNext());
      if (pace.ignored()) {
        connection.close(CloseReason.POLICY, "too fast");
      }
    }
  }

  private void handle(PacketHead head) {
    switch (head.type()) {
      case PacketHead.CONNECT -> entrance.connect(head);
      case PacketHead.DISCONNECT -> disconnected(head);
      case PacketHead.EVENT, PacketHead.ACK -> deliver(head, List.of());
      case PacketHead.BINARY_EVENT, PacketHead.BINARY_ACK -> {
        if (!assembly.begin(head)) {
          malformed();
        }
      }
      default -> malformed();
    }
  }

  private void deliver(PacketHead head, List<Utf8> attachments) {
    Socket socket = socket(head.namespace());
    Incoming incoming = socket == null ? null : Incoming.read(head, attachments);
    if (socket == null || incoming == null) {
      malformed();
    } else if (head.isEvent()) {
      socket.received(incoming.event(), incoming.arguments(), ack(socket, head.ack()));
    } else if (head.ack() != PacketHead.NO_ACK) {
      socket.acknowledged(head.ack(), incoming.arguments());
    }
  }

  /// The namespace of the last packet is most likely that of this one.
  private @Nullable Socket socket(Utf8 namespace) {
    Socket known = latest;
    if (known == null || !known.connected() || !known.namespace().isCalled(namespace)) {
      known = sockets.get(namespace.toString());
      latest = known;
    }
    return known;
  }

  private static Ack ack(Socket socket, long number) {
    return number == PacketHead.NO_ACK
        ? Ack.unwanted()
        : Ack.wanted(arguments ->
            socket.deliver(PacketWriter.ack(socket.namespace(), number, arguments), false));
  }

  private void disconnected(PacketHead head) {
    if (!head.payload().isEmpty()) {
      malformed();
      return;
    }
    Socket socket = sockets.remove(head.namespace().toString());
    if (socket != null) {
      socket.close("client namespace disconnect");
    }
  }

  /// The server puts the client out of a namespace.
  void dismiss(Socket socket) {
    String name = socket.namespace().name();
    if (sockets.remove(name, socket)) {
      send(Outgoing.text(name.equals("/") ? "1" : "1" + name + ","), false);
      socket.close("server namespace disconnect");
    }
  }

  @Override
  public void drain() {
    int sent = 0;
    while (sent < PACKETS_PER_FLUSH && connection.writable()) {
      Outgoing packet = queue.poll();
      if (packet == null) {
        break;
      }
      pending.addAndGet(-((1L << COUNT_SHIFT) | packet.weight()));
      connection.send(packet.text());
      for (Utf8 attachment : packet.attachments()) {
        connection.sendBinary(attachment.bytes(), attachment.offset(), attachment.length());
      }
      sent++;
    }
    connection.flush();
    if (sent == PACKETS_PER_FLUSH) {
      connection.wake();
    }
  }

  @Override
  public void writable() {
    drain();
  }

  @Override
  public void closed(int code, boolean byPeer) {
    closed = true;
    queue.clear();
    Future<?> timer = connectTimer;
    if (timer != null) {
      timer.cancel(false);
    }
    String reason = Reasons.of(code, byPeer);
    for (Socket socket : List.copyOf(sockets.values())) {
      Recovery recovery = socket.namespace().recovery();
      if (recovery != null) {
        recovery.leave(socket);
      }
      socket.close(reason);
    }
    sockets.clear();
  }

  /// Breaking the protocol ends the connection, and costs nobody else anything.
  void malformed() {
    connection.close(CloseReason.PROTOCOL_ERROR, "");
  }

  private void checkConnected() {
    if (sockets.isEmpty() && !closed) {
      connection.close(CloseReason.HELLO_TIMEOUT, "");
    }
  }
}
