// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.protocol.Json;
import dev.switchboard.protocol.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A client of the protocol's section 7 that never gives up: it numbers what it says, keeps it
/// until it is acknowledged, dials again after every break, and fails on a gap in what it hears.
final class ResumingClient implements AutoCloseable {
  private static final int FRAMES_PER_ACK = 32;
  private static final int WINDOW = 128;

  private final int port;
  private final Consumer<Map<?, ?>> listener;
  private final ArrayDeque<String> unacknowledged = new ArrayDeque<>();
  private final CountDownLatch welcomed = new CountDownLatch(1);
  private final CompletableFuture<Void> failure = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean closing;
  private volatile String peer = "";
  private String secret = "";
  private @Nullable Wire wire;
  private long said;
  private long received;
  private int owed;
  private int resumed;

  /// The listener hears every numbered frame once, on this client's thread.
  ResumingClient(int port, Consumer<Map<?, ?>> listener) {
    this.port = port;
    this.listener = listener;
    this.thread = Thread.ofVirtual().start(this::run);
  }

  /// This client's id, once it has one.
  String peer() throws InterruptedException {
    if (!welcomed.await(15, TimeUnit.SECONDS)) {
      throw new AssertionError("never welcomed");
    }
    return peer;
  }

  /// How often the server went on where the line had broken.
  synchronized int resumed() {
    return resumed;
  }

  /// Says a frame, as soon as not too many are on their way. It arrives, whatever breaks.
  synchronized void say(String frame) throws InterruptedException {
    while (unacknowledged.size() >= WINDOW && !failure.isDone()) {
      wait(1000);
    }
    String numbered = "{\"seq\":" + ++said + "," + frame.substring(1);
    unacknowledged.add(numbered);
    transmit(numbered);
  }

  /// Completed only when something went wrong.
  CompletableFuture<Void> failure() {
    return failure;
  }

  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      if (wire != null) {
        wire.close();
      }
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void run() {
    Thread acknowledger = Thread.ofVirtual().start(this::acknowledgeInTime);
    try {
      while (!closing) {
        try (Wire dialled = Wire.connect(port)) {
          greet(dialled);
          listen(dialled);
        } catch (IOException _) {
          hangUp();
        }
      }
    } catch (RuntimeException | Error e) {
      failure.completeExceptionally(e);
    } finally {
      hangUp();
      acknowledger.interrupt();
    }
  }

  private void greet(Wire dialled) throws IOException {
    String resume =
        peer.isEmpty()
            ? ""
            : ",\"resume\":{\"peer\":\"%s\",\"secret\":\"%s\",\"received\":%d}"
                .formatted(peer, secret, received);
    transmit(
        dialled, "{\"type\":\"hello\",\"versions\":[1],\"features\":[\"resume\"]" + resume + "}");
    Wire.Heard heard = dialled.next();
    if (heard.opcode() != Wire.TEXT) {
      throw new AssertionError("instead of a welcome: " + heard);
    }
    Map<?, ?> welcome = (Map<?, ?>) Json.parse(heard.text());
    check("welcome".equals(welcome.get("type")), heard.text());
    if (peer.isEmpty()) {
      secret = (String) welcome.get("secret");
      peer = (String) welcome.get("peer");
      welcomed.countDown();
    } else {
      check(Boolean.TRUE.equals(welcome.get("resumed")), heard.text());
      check(peer.equals(welcome.get("peer")), heard.text());
    }
    goOn(dialled, (Long) welcome.get("received"));
  }

  private synchronized void goOn(Wire dialled, long theyHave) throws IOException {
    resumed++;
    acknowledged(theyHave);
    wire = dialled;
    owed = 0;
    for (String frame : unacknowledged) {
      transmit(dialled, frame);
    }
    if (closing) {
      dialled.close();
    }
  }

  private void listen(Wire dialled) throws IOException {
    while (true) {
      Wire.Heard heard = dialled.next();
      if (heard.opcode() == Wire.PING) {
        continue;
      }
      // 4409 is what a line hears that the server took for alive when this client came back.
      check(heard.opcode() == Wire.TEXT, "closed by the server: " + heard);
      Map<?, ?> frame = (Map<?, ?>) Json.parse(heard.text());
      if ("ack".equals(frame.get("type"))) {
        synchronized (this) {
          acknowledged((Long) frame.get("seq"));
        }
      } else {
        check(frame.get("seq") instanceof Long seq && seq == received + 1, heard.text());
        count();
        listener.accept(frame);
      }
    }
  }

  private synchronized void count() {
    received++;
    owed++;
    if (owed >= FRAMES_PER_ACK) {
      acknowledge();
    }
  }

  private void acknowledgeInTime() {
    try {
      while (true) {
        Thread.sleep(300);
        synchronized (this) {
          if (owed > 0) {
            acknowledge();
          }
        }
      }
    } catch (InterruptedException _) {
      // The client is closed.
    }
  }

  private void acknowledge() {
    owed = 0;
    transmit("{\"type\":\"ack\",\"seq\":" + received + "}");
  }

  /// They have everything up to this number.
  private void acknowledged(long number) {
    long first = said - unacknowledged.size() + 1;
    check(number <= said, "acknowledged " + number + " of " + said);
    for (; first <= number; first++) {
      unacknowledged.remove();
    }
    notifyAll();
  }

  private synchronized void hangUp() {
    wire = null;
    notifyAll();
  }

  private void transmit(String frame) {
    Wire open = wire;
    if (open != null) {
      try {
        transmit(open, frame);
      } catch (IOException _) {
        // The reader sees it too, and dials again.
        wire = null;
      }
    }
  }

  private static void transmit(Wire open, String frame) throws IOException {
    open.send(Wire.TEXT, frame.getBytes(StandardCharsets.UTF_8));
  }

  private static void check(boolean right, String what) {
    if (!right) {
      throw new AssertionError(what);
    }
  }
}
