// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Makes frames that are right, and then does something to them.
final class Mutator {
  private static final String[] FRAMES = {
    "{'id':ID,'type':'join','room':NAME}",
    "{'id':ID,'type':'leave','room':NAME}",
    "{'type':'who','id':ID,'room':NAME}",
    "{'id':ID,'type':'signal','room':NAME,'to':PEER,'kind':KIND,'data':VALUE}",
    "{'id':ID,'type':'signal','room':NAME,'kind':KIND,'data':VALUE}",
    "{'id':ID,'type':'signal','to':PEER,'kind':KIND,'data':VALUE}",
    "{'id':ID,'type':'chat','room':NAME,'text':VALUE}",
    "{'id':ID,'type':'describe','about':{'name':NAME,'x':VALUE}}",
    "{'id':ID,'type':'status','status':'busy'}",
    "{'id':ID,'type':'status','status':'available'}",
    "{'id':ID,'type':'claim','handle':NAME}",
    "{'id':ID,'type':'claim','handle':NAME,'owner':{'peer':SELF,'secret':SECRET}}",
    "{'id':ID,'type':'release'}",
    "{'id':ID,'type':'watch'}",
    "{'id':ID,'type':'unwatch'}",
    "{'id':ID,'type':'ring','to':PEER,'data':VALUE}",
    "{'id':ID,'type':'ringing','call':NAME}",
    "{'id':ID,'type':'accept','call':NAME,'data':VALUE}",
    "{'id':ID,'type':'decline','call':NAME,'reason':'busy'}",
    "{'id':ID,'type':'cancel','call':NAME}",
    "{'type':'ping'}",
    "{'type':'pong','ack':0}",
    "{'type':'ack','seq':0}",
  };
  private static final String[] NAMES = {
    "\"r\"", "\"s\"", "\"街市\"", "\"__proto__\"", "\"a\\u00e9\\ud83d\\udc4b\"", "\"q\\\"\\\\\""
  };
  private static final String[] KINDS = {"offer", "answer", "candidate", "hangup", "message"};
  private static final String[] VALUES = {
    "null",
    "true",
    "-0",
    "0",
    "17",
    "-1.5e+300",
    "9007199254740991",
    "\"\"",
    "\"hello\"",
    "\"\\ud800\"",
    "\"\\u0000\\u001f\\u007f\"",
    "\"👋 \\/ \\b\\f\\n\\r\\t\"",
    "[]",
    "{}",
    "[[[[]]]]",
    "{\"type\":\"offer\",\"sdp\":\"v=0\\r\\n\"}",
    "[1,\"two\",{\"three\":[]}]"
  };
  private static final String BITS = "{}[]\",:\\u0123456789eE+-.truefalsnd \n\tid";

  private final Random random;
  private final List<String> peers = new ArrayList<>();

  Mutator(Random random) {
    this.random = random;
  }

  /// Somebody whom frames may be for.
  void knows(String peer) {
    peers.add(peer);
    if (peers.size() > 6) {
      peers.removeFirst();
    }
  }

  String frame(String self, String secret) {
    return pick(FRAMES)
        .replace('\'', '"')
        .replace("ID", String.valueOf(random.nextLong(1L << random.nextInt(1, 54))))
        .replace("NAME", pick(NAMES))
        .replace("KIND", "\"" + pick(KINDS) + "\"")
        .replace("PEER", peers.isEmpty() ? "\"x\"" : "\"" + pick(peers) + "\"")
        .replace("SELF", "\"" + self + "\"")
        .replace("SECRET", "\"" + secret + "\"")
        .replace("VALUE", pick(VALUES));
  }

  /// Half stay as they are, or get another value in some place; the rest lose, double or change
  /// some characters.
  String mutated(String frame) {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> frame;
      case 3, 4 -> revalued(frame);
      case 5 -> revalued(revalued(frame));
      default -> scratched(frame);
    };
  }

  /// Another value where some field has one.
  private String revalued(String frame) {
    int colon = frame.indexOf(':', random.nextInt(frame.length()));
    int end = colon < 0 ? -1 : frame.indexOf(',', colon);
    return end < 0 ? frame : frame.substring(0, colon + 1) + pick(VALUES) + frame.substring(end);
  }

  private String scratched(String frame) {
    StringBuilder text = new StringBuilder(frame);
    for (int i = random.nextInt(1, 4); i > 0 && !text.isEmpty(); i--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + random.nextInt(1, 8));
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, BITS.charAt(random.nextInt(BITS.length())));
        case 1 -> text.delete(at, end);
        default -> text.insert(at, text.substring(at, end));
      }
    }
    return text.toString();
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
