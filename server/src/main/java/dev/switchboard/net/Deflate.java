// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import dev.switchboard.net.ExtensionOffer.Parameter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What was agreed on permessage-deflate (RFC 7692, section 7): how far our messages may refer
/// back, and what the client is told. Immutable.
///
/// No message is ever compressed in the context of the one before, in neither direction: section
/// 7.1.1 lets a server ask for that unasked. So a connection owns no window, and what compresses is
/// its loop's (decision record 6).
record Deflate(int windowBits, String answer) {
  /// Not agreed on.
  static final Deflate OFF = new Deflate(0, "");

  /// A shorter message would hardly get shorter.
  static final int LEAST = 1024;

  static final int WIDEST = 15;

  private static final String NAME = "permessage-deflate";
  private static final String NO_CONTEXT =
      NAME + "; server_no_context_takeover; client_no_context_takeover";
  private static final Deflate ANY = new Deflate(WIDEST, NO_CONTEXT);
  private static final int NARROWEST = 8;
  private static final int BAD = -1;

  boolean on() {
    return windowBits > 0;
  }

  /// Takes the first offer that can be met.
  static Deflate choose(HttpHeaders headers) {
    List<String> lines = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS);
    if (lines.isEmpty()) {
      return OFF;
    }
    // RFC 6455, section 9.1: several lines are as one that is joined with commas.
    for (ExtensionOffer offer : ExtensionOffer.read(String.join(",", lines))) {
      int bits = offer.name().equals(NAME) ? windowBits(offer.parameters()) : BAD;
      if (bits == 0) {
        return ANY;
      } else if (bits != BAD) {
        return new Deflate(bits, NO_CONTEXT + "; server_max_window_bits=" + bits);
      }
    }
    return OFF;
  }

  /// How wide a window the client has for our messages, 0 where it does not say, [#BAD] where the
  /// offer is to be declined (section 7.1).
  private static int windowBits(List<Parameter> parameters) {
    Set<String> seen = new HashSet<>();
    int bits = 0;
    for (Parameter parameter : parameters) {
      if (!isGood(parameter) || !seen.add(parameter.name())) {
        return BAD;
      }
      if (parameter.name().equals("server_max_window_bits")) {
        bits = bits(parameter.value());
      }
    }
    return bits;
  }

  /// Of the client's window nothing has to be known: ours is the widest.
  private static boolean isGood(Parameter parameter) {
    String value = parameter.value();
    return switch (parameter.name()) {
      case "server_no_context_takeover", "client_no_context_takeover" -> value.isEmpty();
      case "server_max_window_bits" -> bits(value) != BAD;
      case "client_max_window_bits" -> value.isEmpty() || bits(value) != BAD;
      default -> false;
    };
  }

  /// "a decimal integer value without leading zeroes between 8 to 15".
  private static int bits(String value) {
    for (int bits = NARROWEST; bits <= WIDEST; bits++) {
      if (value.equals(Integer.toString(bits))) {
        return bits;
      }
    }
    return BAD;
  }
}
