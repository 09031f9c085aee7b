// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import dev.switchboard.text.Utf8;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The sessions of one mount, by their ids. Whoever knows an id may speak for its client, so it is
/// a secret of 120 random bits, and never one that a client chose. Any thread.
final class Sessions {
  private static final int SECRET_BYTES = 15;

  private final ConcurrentHashMap<String, EngineIoConnection> bySid = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final AtomicLong last = new AtomicLong();
  private final EngineIoOptions options;
  private final Answers answers;

  Sessions(EngineIoOptions options) {
    this.options = options;
    this.answers = new Answers(options.origins());
  }

  /// @param sid by which the client names its session
  /// @param number by which logs do
  record Entry(String sid, long number, int revision) {}

  EngineIoOptions options() {
    return options;
  }

  Answers answers() {
    return answers;
  }

  int count() {
    return bySid.size();
  }

  boolean isFull() {
    return count() >= options.sessions();
  }

  Entry newEntry(int revision) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return new Entry(
        Base64.getUrlEncoder().encodeToString(secret), last.incrementAndGet(), revision);
  }

  /// What the server says first.
  Utf8 hello(Entry entry, boolean upgradable) {
    return Utf8.of(
        "{\"sid\":\""
            + entry.sid()
            + "\",\"upgrades\":["
            + (upgradable ? "\"websocket\"" : "")
            + "],\"pingInterval\":"
            + options.heartbeat().interval().toMillis()
            + ",\"pingTimeout\":"
            + options.heartbeat().timeout().toMillis()
            + ",\"maxPayload\":"
            + options.maxPayload()
            + "}");
  }

  void add(Entry entry, EngineIoConnection session) {
    bySid.put(entry.sid(), session);
  }

  void remove(Entry entry) {
    bySid.remove(entry.sid());
  }

  @Nullable EngineIoConnection find(String sid) {
    return bySid.get(sid);
  }
}
