// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

import org.jspecify.annotations.Nullable;

/// What is asked for: RFC 8489 §18.2, RFC 8656 §17, RFC 6062 §6.1.
public enum StunMethod {
  BINDING(0x001),
  ALLOCATE(0x003),
  REFRESH(0x004),
  SEND(0x006),
  DATA(0x007),
  CREATE_PERMISSION(0x008),
  CHANNEL_BIND(0x009),
  CONNECT(0x00a),
  CONNECTION_BIND(0x00b),
  CONNECTION_ATTEMPT(0x00c);

  private final int number;

  StunMethod(int number) {
    this.number = number;
  }

  /// The first 16 bits of a message of this method and class. The method's twelve bits make room
  /// for the class's two: RFC 8489 §5, figure 3.
  public int type(StunClass kind) {
    return ((number & 0xf80) << 2) | ((number & 0x070) << 1) | (number & 0x00f) | kind.bits();
  }

  /// Null for a method that nobody here knows.
  static @Nullable StunMethod of(int type) {
    int number = ((type & 0x3e00) >> 2) | ((type & 0x00e0) >> 1) | (type & 0x000f);
    return switch (number) {
      case 0x001 -> BINDING;
      case 0x003 -> ALLOCATE;
      case 0x004 -> REFRESH;
      case 0x006 -> SEND;
      case 0x007 -> DATA;
      case 0x008 -> CREATE_PERMISSION;
      case 0x009 -> CHANNEL_BIND;
      case 0x00a -> CONNECT;
      case 0x00b -> CONNECTION_BIND;
      case 0x00c -> CONNECTION_ATTEMPT;
      default -> null;
    };
  }
}
