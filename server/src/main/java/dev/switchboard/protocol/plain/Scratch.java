// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.json.JsonObject;
import dev.switchboard.json.JsonWriter;

/// What one event loop needs to read and write frames, shared by all its connections: so an idle
/// connection holds no buffer.
final class Scratch {
  private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

  final JsonObject frame = new JsonObject();
  final JsonWriter body = new JsonWriter();
  final JsonWriter head = new JsonWriter();

  private Scratch() {}

  static Scratch ofThisThread() {
    return OF_THREAD.get();
  }
}
