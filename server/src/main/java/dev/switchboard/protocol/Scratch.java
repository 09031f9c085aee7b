// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import dev.switchboard.json.JsonObject;
import dev.switchboard.json.JsonWriter;

/// What one event loop needs to read and write frames, shared by all its connections: so an idle
/// connection holds no buffer. Good until the next message of the same loop.
public final class Scratch {
  private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

  private final JsonObject frame = new JsonObject();
  private final JsonWriter body = new JsonWriter();
  private final JsonWriter head = new JsonWriter();

  private Scratch() {}

  public static Scratch ofThisThread() {
    return OF_THREAD.get();
  }

  /// For the message that is being read.
  public JsonObject frame() {
    return frame;
  }

  /// For the message that is being written.
  public JsonWriter body() {
    return body;
  }

  /// For what goes in front of it.
  public JsonWriter head() {
    return head;
  }
}
