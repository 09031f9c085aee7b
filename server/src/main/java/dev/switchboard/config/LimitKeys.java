// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The part of the schema that bounds what strangers may make this server hold or do.
public final class LimitKeys {

  static final List<Key<?>> DECLARED = new ArrayList<>();

  public static final Key<Integer> FRAME = size("frame", "1k", "16m", "256k", "longest message");
  public static final Key<Integer> FRAGMENTS =
      number("fragments", 1, 16_777_216, 65_536, "most WebSocket frames in one message");
  public static final Key<Integer> ABOUT =
      size("about", "2", "1m", "2k", "longest description of a peer");
  public static final Key<Integer> CHAT =
      size("chat", "1", "1m", "8k", "longest text of a chat message");
  public static final Key<Integer> NAME =
      size("name", "16", "1k", "256", "longest name of a room or a person");
  public static final Key<Integer> HTTP_BODY =
      size("http-body", "0", "16m", "64k", "longest body of an HTTP request");

  public static final Key<Integer> PEERS =
      number("peers", 1, 100_000_000, 100_000, "most peers on this server");
  public static final Key<Integer> ROOMS =
      number("rooms", 1, 100_000_000, 100_000, "most rooms on this server");
  public static final Key<Integer> ROOM_MEMBERS =
      number("room-members", 1, 100_000, 256, "most peers in one room");
  public static final Key<Integer> ROOMS_PER_PEER =
      number("rooms-per-peer", 1, 10_000, 16, "most rooms that one peer is in");
  public static final Key<Integer> CALLS_PER_PEER =
      number("calls-per-peer", 1, 1000, 4, "most people whom one peer rings at once");
  public static final Key<Integer> BOARD_PEOPLE =
      number("board-people", 0, 1_000_000, 250, "most people in the list of who is online");

  public static final Key<Integer> CHAT_COUNT =
      number("chat-count", 0, 100_000, 200, "most chat messages kept for those who join later");
  public static final Key<Integer> CHAT_BYTES =
      size("chat-bytes", "0", "64m", "64k", "most chat text kept in one room");
  public static final Key<Duration> CHAT_AGE =
      time("chat-age", "0s", "720h", "4h", "how long chat is kept");

  public static final Key<Integer> OUTBOX_EVENTS =
      number("outbox-events", 16, 1_000_000, 4096, "most events that wait for a slow peer");
  public static final Key<Integer> OUTBOX_BYTES =
      size("outbox-bytes", "4k", "1g", "1m", "most bytes that wait for a slow peer");
  public static final Key<Integer> REPLAY_BYTES =
      size("replay-bytes", "0", "1g", "256k", "most bytes kept so that a peer can resume");

  public static final Key<Integer> FRAMES_PER_SECOND =
      number("frames-per-second", 1, 1_000_000, 100, "most messages a second from one peer");
  public static final Key<Integer> FRAMES_BURST =
      number("frames-burst", 1, 10_000_000, 1000, "most messages from one peer at once");

  public static final Key<Integer> CONNECTIONS =
      number("connections", 1, 100_000_000, 200_000, "most open connections");
  public static final Key<Integer> CONNECTIONS_PER_ADDRESS =
      number(
          "connections-per-address",
          1,
          100_000_000,
          20_000,
          "most open connections from one IP address");

  public static final Key<Integer> PEERJS_CLIENTS =
      number("peerjs-clients", 1, 100_000_000, 100_000, "most PeerJS clients");
  public static final Key<Duration> PEERJS_ALIVE =
      time("peerjs-alive", "1s", "24h", "90s", "silence after which a PeerJS client is gone");
  public static final Key<Duration> PEERJS_EXPIRE =
      time(
          "peerjs-expire",
          "100ms",
          "1h",
          "5s",
          "how long PeerJS messages wait for an absent client");
  public static final Key<Integer> PEERJS_QUEUE =
      number("peerjs-queue", 1, 100_000, 256, "most PeerJS messages that wait for one client");
  public static final Key<Integer> PEERJS_QUEUE_BYTES =
      size("peerjs-queue-bytes", "4k", "64m", "512k", "most bytes that wait for one PeerJS client");
  public static final Key<Integer> PEERJS_QUEUE_SENDER =
      number("peerjs-queue-sender", 1, 100_000, 64, "most PeerJS messages of one client that wait");
  public static final Key<Integer> PEERJS_QUEUES_BYTES =
      size("peerjs-queues-bytes", "4k", "1g", "32m", "most bytes that wait for all PeerJS clients");

  public static final Key<Integer> ICE_PER_MINUTE =
      number("ice-per-minute", 1, 1_000_000, 600, "most answers of /ice a minute to one address");

  public static final Key<Duration> RING =
      time("ring", "100ms", "1h", "30s", "how long a bell rings before nobody answered");
  public static final Key<Duration> GRACE =
      time("grace", "0s", "1h", "20s", "how long a peer outlives a broken connection");
  public static final Key<Duration> SOCKETIO_RECOVERY =
      time(
          "socketio-recovery",
          "0s",
          "1h",
          "0ms",
          "how long Socket.IO clients can recover; 0s: not");
  public static final Key<Duration> HEARTBEAT =
      time(
          "heartbeat",
          "100ms",
          "1h",
          "20s",
          "silence after which a connection is probed; two make it dead");
  public static final Key<Duration> HELLO =
      time("hello", "100ms", "10m", "10s", "time to say hello in");

  public static final Key<Integer> TURN_ALLOCATIONS =
      number("turn-allocations", 1, 1_000_000, 5000, "most relays on this server");
  public static final Key<Integer> TURN_ALLOCATIONS_PER_USER =
      number("turn-allocations-per-user", 1, 1_000_000, 50, "most relays of one peer");
  public static final Key<Integer> TURN_ALLOCATIONS_PER_ADDRESS =
      number("turn-allocations-per-address", 1, 1_000_000, 500, "most relays of one IP address");
  public static final Key<Integer> TURN_BYTES =
      size("turn-bytes", "64k", "1g", "250m", "most bytes a second through all relays");
  public static final Key<Integer> TURN_ALLOCATION_BYTES =
      size("turn-allocation-bytes", "16k", "1g", "2m", "most bytes a second through one relay");
  public static final Key<Integer> TURN_PERMISSIONS =
      number("turn-permissions", 1, 10_000, 100, "most addresses that one relay may reach");
  public static final Key<Integer> TURN_CHANNELS =
      number("turn-channels", 1, 10_000, 100, "most channels of one relay");
  public static final Key<Duration> TURN_LIFETIME =
      time("turn-lifetime", "10m", "24h", "1h", "longest that a relay lives without a refresh");
  public static final Key<Integer> TURN_CHALLENGES =
      number(
          "turn-challenges",
          1,
          1_000_000,
          100,
          "most answers a second to one address without credentials");
  public static final Key<Integer> TURN_CONNECTIONS =
      number(
          "turn-connections",
          1,
          1_000_000,
          500,
          "most TURN connections over TCP, and over DTLS, of one IP address");
  public static final Key<Integer> TURN_TCP_CONNECTIONS =
      number(
          "turn-tcp-connections",
          0,
          10_000,
          32,
          "most connections of one TCP relay with its peers; 0: no TCP relays");
  public static final Key<Integer> TURN_TCP_UNBOUND =
      number("turn-tcp-unbound", 1, 10_000, 8, "most of them that its client has not taken up yet");
  public static final Key<Integer> TURN_TCP_CONNECTIONS_PER_ADDRESS =
      number(
          "turn-tcp-connections-per-address",
          1,
          1_000_000,
          500,
          "most connections with peers for all TCP relays of one IP address");

  private LimitKeys() {}

  private static Key<Integer> size(
      String name, String least, String most, String initial, String help) {
    return key(name, Quantity.size(least, most), initial, help);
  }

  private static Key<Integer> number(String name, int least, int most, int initial, String help) {
    return key(name, Kind.number("N", least, most), String.valueOf(initial), help);
  }

  private static Key<Duration> time(
      String name, String least, String most, String initial, String help) {
    return key(name, Quantity.duration(least, most), initial, help);
  }

  private static <T> Key<T> key(String name, Kind<T> kind, String initial, String help) {
    return new Key<>("limits." + name, kind, initial, help, false).declaredIn(DECLARED);
  }
}
