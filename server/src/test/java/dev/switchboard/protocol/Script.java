// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A conversation of several clients with a server, line by line: `ana + here` connects, `ana >
/// {...}` is said, `ana < {...}` must be heard, `ana << {...}` to the letter, `ana - bye` says
/// goodbye, and `ana = broken` cuts her line. `ana + /ws` connects her elsewhere, there as a client
/// of `switchboard.v1`. Played against a real server, at a path in which `$name` stands for the
/// client's name.
public final class Script {
  private static final Pattern LINE = Pattern.compile("(\\w+) (<<|[-+<>=]) (.*)");
  private static final Pattern WORD = Pattern.compile("\"(\\$\\w+)\"");

  private final List<String> lines;

  private Script(List<String> lines) {
    this.lines = lines;
  }

  /// All blocks of a page that are fenced as `frames`, as one conversation.
  public static Script ofPage(String page) {
    Matcher block = Pattern.compile("```frames\\n(.*?)```", Pattern.DOTALL).matcher(page);
    return new Script(block.results().flatMap(found -> found.group(1).lines()).toList());
  }

  public static Script of(List<String> lines) {
    return new Script(
        lines.stream().filter(line -> !line.isBlank() && !line.startsWith("#")).toList());
  }

  public int size() {
    return lines.size();
  }

  public void play(int port, String path, String subprotocol) {
    Map<String, String> words = new HashMap<>();
    Map<String, Puppet> puppets = new LinkedHashMap<>();
    try {
      Puppet last = null;
      for (String line : lines) {
        Matcher parts = LINE.matcher(line);
        assertThat(parts.matches()).as("a line of a script: " + line).isTrue();
        String name = parts.group(1);
        String told = parts.group(3);
        Puppet puppet =
            parts.group(2).equals("+") && told.startsWith("/")
                ? puppets.computeIfAbsent(name, _ -> elsewhere(port, told))
                : puppets.computeIfAbsent(
                    name, _ -> Puppet.connect(port, path.replace("$name", name), subprotocol));
        if (last != null && last != puppet) {
          // What one says reaches the server before what the next one says.
          last.settle();
        }
        last = puppet;
        switch (parts.group(2)) {
          case "+" -> puppet.settle();
          case ">" -> puppet.say(filled(parts.group(3), words));
          case "<" -> expect(puppet, line, parts.group(3), words);
          case "<<" -> assertThat(puppet.hear()).as(line).isEqualTo(parts.group(3));
          case "-" -> puppets.remove(name).goodbye();
          default -> puppets.remove(name).close();
        }
        last = puppets.get(name);
      }
    } finally {
      puppets.values().forEach(Puppet::close);
    }
  }

  private static Puppet elsewhere(int port, String path) {
    return Puppet.connect(port, path, path.equals("/ws") ? "switchboard.v1" : "");
  }

  private static void expect(Puppet puppet, String line, String frame, Map<String, String> words) {
    String heard = puppet.hear();
    while (heard.startsWith("{\"type\":\"ack\"")) {
      heard = puppet.hear();
    }
    int head = digits(frame);
    boolean matches =
        heard.startsWith(frame.substring(0, head))
            && Json.matches(
                Json.parse(frame.substring(head)), Json.parse(heard.substring(head)), words);
    assertThat(matches).as("expected: " + line + "\nheard: " + heard + "\n" + words).isTrue();
  }

  /// Packets of Socket.IO have some in front of their JSON.
  private static int digits(String frame) {
    int count = 0;
    while (count < frame.length() && Character.isDigit(frame.charAt(count))) {
      count++;
    }
    return count;
  }

  private static String filled(String frame, Map<String, String> words) {
    return WORD.matcher(frame)
        .replaceAll(word ->
            "\""
                + Matcher.quoteReplacement(words.getOrDefault(word.group(1), word.group(1)))
                + "\"");
  }
}
