// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import java.util.ArrayList;
import java.util.List;

/// One of the extensions that a client offers, with its parameters in their order (RFC 6455,
/// section 9.1). What does not follow the grammar is no offer.
record ExtensionOffer(String name, List<Parameter> parameters) {
  private static final String NO_TOKEN = "()<>@,;:\\\"/[]?={}";

  /// The value is empty where there is none: the grammar knows no empty one.
  record Parameter(String name, String value) {}

  /// All offers of a `Sec-WebSocket-Extensions` header that can be read, the client's favourite
  /// first.
  static List<ExtensionOffer> read(String header) {
    List<ExtensionOffer> offers = new ArrayList<>();
    for (String element : split(header, ',')) {
      List<Parameter> parts = new ArrayList<>();
      for (String part : split(element, ';')) {
        parts.add(parameter(part));
      }
      Parameter first = parts.removeFirst();
      if (isWellFormed(first) && first.value().isEmpty() && allWellFormed(parts)) {
        offers.add(new ExtensionOffer(first.name(), List.copyOf(parts)));
      }
    }
    return offers;
  }

  /// Without a name where it cannot be read.
  private static Parameter parameter(String text) {
    int equals = text.indexOf('=');
    String name = (equals < 0 ? text : text.substring(0, equals)).strip();
    String value = equals < 0 ? "" : unquoted(text.substring(equals + 1).strip());
    boolean good = isToken(name) && (equals < 0 || isToken(value));
    return new Parameter(good ? name : "", good ? value : "");
  }

  private static boolean isWellFormed(Parameter parameter) {
    return !parameter.name().isEmpty();
  }

  private static boolean allWellFormed(List<Parameter> parameters) {
    for (Parameter parameter : parameters) {
      if (!isWellFormed(parameter)) {
        return false;
      }
    }
    return true;
  }

  /// "When using the quoted-string syntax variant, the value after quoted-string unescaping MUST
  /// conform to the 'token' ABNF."
  private static String unquoted(String value) {
    if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
      return value;
    }
    return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
  }

  private static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f || NO_TOKEN.indexOf(c) >= 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /// At the separators that stand outside quotes.
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && quoted) {
        i++;
      } else if (c == separator && !quoted) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }
}
