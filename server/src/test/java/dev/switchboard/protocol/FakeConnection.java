// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import dev.switchboard.net.CloseReason;
import dev.switchboard.net.Connection;
import dev.switchboard.text.Utf8;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A wire that is a list: what was sent stands in it, and what was to run on the loop runs when the
/// test says so. One thread.
public final class FakeConnection implements Connection {
  private long paused;
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private final List<String> sent = new ArrayList<>();
  private @Nullable Listener listener;
  private @Nullable CloseReason closedWith;
  private boolean writable = true;
  private boolean woken;

  public void listener(Listener listener) {
    this.listener = listener;
  }

  /// The client says this.
  public FakeConnection say(String message) {
    return say(Utf8.of(message));
  }

  public FakeConnection say(Utf8 message) {
    if (closedWith == null) {
      hearer().received(message);
    }
    return this;
  }

  /// The loop does all there is to do.
  public FakeConnection run() {
    while (woken || !tasks.isEmpty()) {
      if (woken) {
        woken = false;
        if (closedWith == null) {
          hearer().drain();
        }
      }
      Runnable task = tasks.poll();
      if (task != null) {
        task.run();
      }
    }
    return this;
  }

  /// The line is gone.
  public void lose(int code) {
    hearer().closed(closedWith == null ? code : closedWith.code(), closedWith == null);
  }

  public void writable(boolean writable) {
    this.writable = writable;
    if (writable) {
      hearer().writable();
    }
  }

  /// What was sent since the last call.
  public List<String> heard() {
    List<String> heard = List.copyOf(sent);
    sent.clear();
    return heard;
  }

  public @Nullable CloseReason closedWith() {
    return closedWith;
  }

  @Override
  public String id() {
    return "fake";
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public void wake() {
    woken = true;
  }

  @Override
  public void send(Utf8 message) {
    send(Utf8.EMPTY, message);
  }

  @Override
  public void send(Utf8 head, Utf8 body) {
    if (closedWith == null) {
      sent.add(head.toString() + body);
    }
  }

  @Override
  public void sendBinary(byte[] bytes, int offset, int length) {
    if (closedWith == null) {
      sent.add("binary " + HexFormat.of().formatHex(bytes, offset, offset + length));
    }
  }

  @Override
  public void flush() {}

  @Override
  public boolean writable() {
    return writable && closedWith == null;
  }

  /// How long it was told to read nothing, in all.
  public long paused() {
    return paused;
  }

  @Override
  public EventExecutor loop() {
    throw new UnsupportedOperationException("a fake has no loop");
  }

  @Override
  public void pause(long nanos) {
    paused += nanos;
  }

  @Override
  public void close(CloseReason reason, String detail) {
    if (closedWith == null) {
      closedWith = reason;
    }
  }

  private Listener hearer() {
    if (listener == null) {
      throw new IllegalStateException("no listener");
    }
    return listener;
  }
}
