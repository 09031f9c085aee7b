// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.protocol.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Replays what one client heard, and checks that it may be so: promises (a), (b) and (c).
final class Witness {
  private final String self;
  private final Map<String, Set<String>> members = new HashMap<>();
  private final Map<String, Long> lastFrom = new HashMap<>();
  private final Map<String, List<String>> broadcasts = new HashMap<>();
  private int messages;

  Witness(String self) {
    this.self = self;
  }

  /// False after the last frame, the answer to request 0.
  boolean hear(String text) {
    Map<?, ?> frame = (Map<?, ?>) Json.parse(text);
    String room = frame.get("room") instanceof String name ? name : "";
    switch ((String) frame.get("type")) {
      case "ok" -> {
        if (Long.valueOf(0).equals(frame.get("re"))) {
          return false;
        }
        answered(room, frame);
      }
      case "refused" -> check(!frame.get("code").equals("bad-field"), frame);
      case "peer-joined" -> check(here(room, frame).add((String) frame.get("peer")), frame);
      case "peer-left" -> check(here(room, frame).remove((String) frame.get("peer")), frame);
      case "chat" -> said(room, frame, (String) frame.get("text"), true);
      case "signal" ->
          said(room, frame, (String) frame.get("data"), "message".equals(frame.get("kind")));
      default -> check(false, frame);
    }
    return true;
  }

  /// What everybody in the room heard, in the order in which this client did.
  List<String> broadcasts(String room) {
    return broadcasts.getOrDefault(room, List.of());
  }

  int messages() {
    return messages;
  }

  /// A join is answered with who is there, a leave without.
  private void answered(String room, Map<?, ?> frame) {
    if (frame.get("peers") instanceof List<?> peers) {
      Set<String> there = new HashSet<>();
      for (Object peer : peers) {
        there.add((String) ((Map<?, ?>) peer).get("peer"));
      }
      Set<String> known = members.put(room, there);
      check(known == null || known.equals(there), frame);
    } else {
      members.keySet().remove(left(frame));
    }
  }

  /// Ids of requests to leave tell the room.
  private String left(Map<?, ?> frame) {
    return (Long) frame.get("re") % 2 == 0 ? "a" : "b";
  }

  private void said(String room, Map<?, ?> frame, String number, boolean toAll) {
    String from = (String) frame.get("from");
    check(from.equals(self) ? members.containsKey(room) : here(room, frame).contains(from), frame);
    long now = Long.parseLong(number);
    Long before = lastFrom.put(from, now);
    check(before == null || before < now, frame);
    if (toAll) {
      broadcasts.computeIfAbsent(room, _ -> new ArrayList<>()).add(from + " " + number);
    }
    messages++;
  }

  /// Who else is in the room: one is told only of rooms that one is in.
  private Set<String> here(String room, Map<?, ?> frame) {
    Set<String> there = members.get(room);
    if (there == null) {
      throw new AssertionError(self + " is not in the room: " + frame);
    }
    return there;
  }

  private void check(boolean right, Map<?, ?> frame) {
    if (!right) {
      throw new AssertionError(self + " heard " + frame + " among " + members);
    }
  }
}
