// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.protocol.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/// One of two who talk in a room over a line that breaks. Everything it says to the other is
/// counted, on whatever way it goes, and so is everything it hears: the next must be the next.
final class Talker implements AutoCloseable {
  private static final int MOST_AHEAD = 200;
  private static final String SMALL = "x".repeat(40);
  private static final String LARGE = "y".repeat(3000);

  private final String room;
  private final ResumingClient client;
  private final AtomicLong spoken = new AtomicLong();
  private final AtomicLong heard = new AtomicLong();
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong chatted = new AtomicLong();
  private final List<String> chatLog = new ArrayList<>();
  private volatile Talker other = this;
  private boolean otherConnected = true;

  Talker(int port, String room) {
    this.room = room;
    this.client = new ResumingClient(port, this::hear);
  }

  void enter() throws InterruptedException {
    client.say("{\"type\":\"join\",\"id\":%d,\"room\":\"%s\"}".formatted(next(), room));
    Wait.until("in the room", () -> answered.get() == 1 || client.failure().isDone());
  }

  void meets(Talker other) {
    this.other = other;
  }

  int resumed() {
    return client.resumed();
  }

  /// Says something to the other, in one of the ways there are, or asks something.
  void speak(Random random) throws InterruptedException {
    Wait.until("the other keeps up", () -> ahead() < MOST_AHEAD || isBroken());
    if (isBroken()) {
      client.failure().join();
      other.client.failure().join();
    }
    String id = random.nextInt(3) == 0 ? "\"id\":" + next() + "," : "";
    String pad = random.nextInt(20) == 0 ? LARGE : SMALL;
    switch (random.nextInt(4)) {
      case 0 ->
          client.say(
              "{\"type\":\"who\",%s\"room\":\"%s\"}"
                  .formatted(id.isEmpty() ? "\"id\":" + next() + "," : id, room));
      case 1 ->
          client.say(
              "{\"type\":\"chat\",%s\"room\":\"%s\",\"text\":\"%d %s\"}"
                  .formatted(id, room, spoken.incrementAndGet(), pad));
      default -> {
        String to = random.nextBoolean() ? "\"to\":\"" + other.client.peer() + "\"," : "";
        client.say(
            "{\"type\":\"signal\",%s%s\"room\":\"%s\",\"kind\":\"message\",\"data\":[%d,\"%s\"]}"
                .formatted(id, to, room, spoken.incrementAndGet(), pad));
      }
    }
  }

  /// The other heard everything, and every request was answered.
  boolean isDone() {
    if (isBroken()) {
      client.failure().join();
      other.client.failure().join();
    }
    return ahead() == 0 && answered.get() == asked.get();
  }

  List<String> chatLog() {
    synchronized (chatLog) {
      return List.copyOf(chatLog);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private boolean isBroken() {
    return client.failure().isDone() || other.client.failure().isDone();
  }

  private long next() {
    return asked.incrementAndGet();
  }

  private long ahead() {
    return spoken.get() - other.heard.get();
  }

  private void hear(Map<?, ?> frame) {
    switch ((String) frame.get("type")) {
      case "ok" -> expect(answered, (Long) frame.get("re"), frame);
      case "signal" -> expect(heard, (Long) ((List<?>) frame.get("data")).getFirst(), frame);
      case "chat" -> hearChat(frame);
      case "peer-joined" -> {}
      case "peer-disconnected" -> otherIs(false, frame);
      case "peer-reconnected" -> otherIs(true, frame);
      default -> throw new AssertionError("unexpected: " + frame);
    }
  }

  private void hearChat(Map<?, ?> frame) {
    String text = (String) frame.get("text");
    synchronized (chatLog) {
      chatLog.add(frame.get("n") + " " + text);
    }
    long number = Long.parseLong(text.substring(0, text.indexOf(' ')));
    if (frame.get("from").equals(other.idOnceKnown())) {
      expect(heard, number, frame);
    } else if (number <= chatted.getAndSet(number)) {
      throw new AssertionError("own chat out of order: " + frame);
    }
  }

  private void otherIs(boolean connected, Map<?, ?> frame) {
    if (otherConnected == connected) {
      throw new AssertionError("twice: " + frame);
    }
    otherConnected = connected;
  }

  private String idOnceKnown() {
    try {
      return client.peer();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void expect(AtomicLong count, long number, Map<?, ?> frame) {
    if (count.incrementAndGet() != number) {
      throw new AssertionError("expected " + count.get() + ": " + frame);
    }
  }
}
