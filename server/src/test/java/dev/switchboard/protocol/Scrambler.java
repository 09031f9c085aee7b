// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import java.util.Random;
import java.util.regex.Matcher;

/// Makes messages of a tutorial's dialect, most of them right, and then does something to them.
final class Scrambler {
  private static final String[] TEXTS = {"Hello!", "VALUE", "{'client':1,'text':NAME}", ""};
  private static final String[] RELAY = {
    "{'message_type':'SDP','content':VALUE,'code':NAME}",
    "{'message_type':'CANDIDATE','content':VALUE}",
    "{'message_type':VALUE,'code':VALUE}",
    "{'code':NAME,'code':VALUE}",
    "VALUE",
  };
  private static final String[] CHANNELS = {
    "{'open':true,'channel':NAME}",
    "{'open':VALUE,'channel':VALUE}",
    "{'data':VALUE,'channel':NAME}",
    "{'checkPresence':true,'channel':NAME}",
    "{'checkPresence':VALUE,'data':VALUE,'channel':NAME}",
  };
  private static final String[] LOGIN = {
    "{'type':'login','name':NAME}",
    "{'type':'login','name':VALUE}",
    "{'type':'offer','offer':VALUE,'name':NAME}",
    "{'type':'answer','answer':VALUE,'name':NAME}",
    "{'type':'candidate','candidate':VALUE,'name':NAME}",
    "{'type':'leave','name':NAME}",
    "{'type':'leave'}",
    "{'type':VALUE,'name':VALUE}",
  };
  private static final String[] NAMES = {
    "\"a\"",
    "\"b\"",
    "\"c\"",
    "\"__proto__\"",
    "\"constructor\"",
    "\"toString\"",
    "\"你好👋\"",
    "\"\\u0000\"",
    "\"relay/1\"",
    "1",
    "\"1\"",
    "\"\"",
  };
  private static final String[] VALUES = {
    "null",
    "true",
    "false",
    "0",
    "-0.0",
    "1e999",
    "-1.5e-300",
    "\"\"",
    "\"x\"",
    "\"\\ud800\"",
    "\"\\u0000\\u001f👋\"",
    "[]",
    "{}",
    "[[[[[]]]]]",
    "{\"type\":\"offer\",\"sdp\":\"v=0\\r\\n\"}",
    "{\"__proto__\":{\"x\":1}}",
  };
  private static final String BITS = "{}[]\",:\\u0123456789eE+-.truefalsnd \n\tid";

  private final Random random;
  private final String[] messages;

  Scrambler(Tongue tongue, Random random) {
    this.random = random;
    this.messages =
        switch (tongue) {
          case BROADCAST -> TEXTS;
          case RELAY, CODES, AUTO -> RELAY;
          case CHANNELS -> CHANNELS;
          case LOGIN -> LOGIN;
        };
  }

  String next() {
    String message = pick(messages).replace('\'', '"');
    while (message.contains("NAME")) {
      message = message.replaceFirst("NAME", Matcher.quoteReplacement(pick(NAMES)));
    }
    while (message.contains("VALUE")) {
      message = message.replaceFirst("VALUE", Matcher.quoteReplacement(pick(VALUES)));
    }
    return random.nextInt(3) == 0 ? scratched(message) : message;
  }

  private String scratched(String message) {
    StringBuilder text = new StringBuilder(message);
    for (int i = random.nextInt(1, 4); i > 0 && !text.isEmpty(); i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, BITS.charAt(random.nextInt(BITS.length())));
        case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(1, 8)));
        default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 7)));
      }
    }
    return text.toString();
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }
}
