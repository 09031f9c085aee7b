// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

/// The dialects of the tutorials, for tests of what they have in common.
public enum Tongue {
  BROADCAST("/tutorial/broadcast", "", "text %d.", "\"text\":\"text %d."),
  RELAY("/tutorial/relay", "", "{\"n\":%d}", "{\"n\":%d}"),
  CODES(
      "/tutorial/relay",
      "{\"message_type\":\"SDP\",\"code\":\"PAIR\"}",
      "{\"n\":%d,\"code\":\"PAIR\"}",
      "{\"n\":%d,\"code\":"),
  AUTO("/both", "", "{\"message_type\":%d}", "{\"message_type\":%d}"),
  CHANNELS(
      "/tutorial/channels",
      "{\"open\":true,\"channel\":\"PAIR\"}",
      "{\"data\":[%d],\"channel\":\"PAIR\"}",
      "%d]"),
  LOGIN(
      "/tutorial/login",
      "{\"type\":\"login\",\"name\":\"SELF\"}",
      "{\"type\":\"candidate\",\"candidate\":[%d],\"name\":\"OTHER\"}",
      "%d]}");

  private final String mount;
  private final String hello;
  private final String frame;
  private final String heard;

  Tongue(String mount, String hello, String frame, String heard) {
    this.mount = mount;
    this.hello = hello;
    this.frame = frame;
    this.heard = heard;
  }

  /// A server that speaks all of them.
  public static Hall hall(String... settings) {
    String[] all = new String[settings.length + 4];
    all[0] = "mounts";
    all[1] = "/both=auto";
    all[2] = "loops";
    all[3] = "2";
    System.arraycopy(settings, 0, all, 4, settings.length);
    return Hall.at("/", all);
  }

  public String mount() {
    return mount;
  }

  /// What somebody called this says first so as to hear others of this pair; may be empty.
  public String hello(String pair, String self) {
    return hello.replace("PAIR", pair).replace("SELF", self);
  }

  /// What is said to somebody of this pair.
  public String frame(String pair, String other, int number) {
    return frame.replace("PAIR", pair).replace("OTHER", other).formatted(number);
  }

  /// The same, longer by so many bytes, also where it arrives.
  public String longFrame(String pair, String other, int number, int more) {
    String pad = " ".repeat(more);
    String bare = frame(pair, other, number);
    return switch (this) {
      case BROADCAST -> bare + pad;
      case RELAY, CODES, AUTO -> bare.replace("}", pad + "}");
      case CHANNELS, LOGIN -> bare.replace("[", "[" + pad);
    };
  }

  /// A part of what that one hears.
  public String heard(int number) {
    return heard.formatted(number);
  }
}
