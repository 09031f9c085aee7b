// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Remembers, for one namespace, who went away when a connection broke and what was said since, so
/// that a client which comes back soon goes on where it was. A monitor: an event enters the log and
/// reaches the sockets in one step, so that nobody who comes back misses it or hears it twice.
///
/// The log is bounded in bytes and age, those who are away in number and time. A place is given
/// back once.
final class Recovery {
  private final SocketIoOptions.Recovery options;
  private final ArrayDeque<Said> log = new ArrayDeque<>();
  private final LinkedHashMap<String, Away> away = new LinkedHashMap<>();
  private final Set<String> awayIds = new HashSet<>();
  private long last;
  private long bytes;

  Recovery(SocketIoOptions.Recovery options) {
    this.options = options;
  }

  /// One who may come back.
  ///
  /// @param since from where on the log concerns them
  record Away(
      String secret, String id, Set<String> rooms, @Nullable Object data, long since, long nanos) {}

  private record Said(long number, long nanos, Outgoing packet, Audience audience) {}

  /// Lets somebody new in: from here on the log concerns them.
  synchronized void welcome(LongConsumer enter) {
    enter.accept(last);
  }

  /// Encodes the event with its offset as a last argument, logs it, and hands it on: with the
  /// offset and without.
  synchronized void emit(
      Namespace namespace,
      String event,
      Object[] arguments,
      Audience audience,
      BiConsumer<Outgoing, Outgoing> deliver) {
    long number = last + 1;
    Object[] more = Arrays.copyOf(arguments, arguments.length + 1);
    more[arguments.length] = Long.toString(number, Character.MAX_RADIX);
    Outgoing packet = PacketWriter.event(namespace, PacketHead.NO_ACK, event, more);
    Outgoing plain = PacketWriter.event(namespace, PacketHead.NO_ACK, event, arguments);
    last = number;
    long now = System.nanoTime();
    log.add(new Said(number, now, packet, audience));
    bytes += packet.weight();
    trim(now);
    deliver.accept(packet, plain);
  }

  synchronized void leave(Socket socket) {
    long now = System.nanoTime();
    trim(now);
    String secret = socket.secret();
    if (!secret.isEmpty() && socket.connected() && away.size() < options.clients()) {
      Set<String> rooms = Set.copyOf(socket.rooms());
      away.put(secret, new Away(secret, socket.id(), rooms, socket.data(), socket.since(), now));
      awayIds.add(socket.id());
    }
  }

  /// The place of who knows this secret, if it can still be had: for this one caller.
  synchronized @Nullable Away take(String secret, @Nullable String offset) {
    trim(System.nanoTime());
    Away found = away.get(secret);
    if (found == null || !reaches(from(found, offset))) {
      return null;
    }
    awayIds.remove(found.id());
    return away.remove(secret);
  }

  /// Lets one who was away in again, with what it missed since the offset, in its order; nothing is
  /// said meanwhile. False when some of that has left the log since its place was taken.
  synchronized boolean resume(Away who, @Nullable String offset, Consumer<List<Outgoing>> enter) {
    long from = from(who, offset);
    if (!reaches(from)) {
      return false;
    }
    List<Outgoing> missed = new ArrayList<>();
    for (Said said : log) {
      if (said.number() > from && said.audience().holds(who.id(), who.rooms())) {
        missed.add(said.packet());
      }
    }
    enter.accept(missed);
    return true;
  }

  synchronized boolean isAway(String id) {
    return awayIds.contains(id);
  }

  synchronized int residue() {
    return away.size();
  }

  private boolean reaches(long from) {
    return from >= 0
        && from <= last
        && (log.isEmpty() ? from == last : from >= log.getFirst().number() - 1);
  }

  /// A client that has heard nothing yet has no offset; it starts where its socket did.
  private static long from(Away who, @Nullable String offset) {
    if (offset == null) {
      return who.since();
    }
    try {
      return Long.parseLong(offset, Character.MAX_RADIX);
    } catch (NumberFormatException _) {
      return -1;
    }
  }

  private void trim(long now) {
    long window = options.window().toNanos();
    for (Said first = log.peek();
        first != null && (bytes > options.bytes() || now - first.nanos() > window);
        first = log.peek()) {
      bytes -= first.packet().weight();
      log.poll();
    }
    Iterator<Away> oldest = away.values().iterator();
    while (oldest.hasNext()) {
      Away first = oldest.next();
      if (now - first.nanos() <= window) {
        break;
      }
      awayIds.remove(first.id());
      oldest.remove();
    }
  }
}
