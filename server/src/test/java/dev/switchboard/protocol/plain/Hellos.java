// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.protocol.Json;
import dev.switchboard.protocol.Wire;
import java.util.Map;

/// How tests say hello.
final class Hellos {
  static final String PLAIN = "{\"type\":\"hello\",\"versions\":[1]}";
  static final String NUMBERED =
      "{\"type\":\"hello\",\"versions\":[1],\"features\":[\"resume\"],\"about\":{\"name\":\"Ana\"}}";

  private Hellos() {}

  /// A client that was welcomed: who it is, and its line.
  record Guest(Wire wire, String peer, String secret, boolean resumed, long received) {
    /// How this guest comes back, having received so many frames.
    String back(long received) {
      return Hellos.back(peer, secret, received);
    }

    /// Asks to join, and hears that it is in.
    Guest enter(String frame) {
      wire.say(frame);
      wire.hear("\"type\":\"ok\"");
      return this;
    }
  }

  static Guest plain(int port) {
    return welcomed(Wire.greet(port, PLAIN));
  }

  static Guest numbered(int port) {
    return welcomed(Wire.greet(port, NUMBERED));
  }

  static Guest again(int port, String hello) {
    return welcomed(Wire.greet(port, hello));
  }

  static String back(String peer, String secret, long received) {
    return "{\"type\":\"hello\",\"versions\":[1],\"features\":[\"resume\"],\"resume\":"
        + "{\"peer\":\"%s\",\"secret\":\"%s\",\"received\":%d}}".formatted(peer, secret, received);
  }

  static Guest welcomed(Wire wire) {
    Map<?, ?> welcome = (Map<?, ?>) Json.parse(wire.hear());
    if (!"welcome".equals(welcome.get("type"))) {
      throw new AssertionError("instead of a welcome: " + welcome);
    }
    return new Guest(
        wire,
        (String) welcome.get("peer"),
        (String) welcome.get("secret"),
        Boolean.TRUE.equals(welcome.get("resumed")),
        (Long) welcome.get("received"));
  }
}
