// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import java.util.StringJoiner;
import java.util.regex.Pattern;

/// Takes the comments out of our own scripts and style sheets, which browsers need not read. Lines
/// stay where they are, so that places in error messages are those of the source. No parser: what
/// goes are lines that are nothing but comment, and casts (`/** @type {...} */`) in the midst of
/// code. No text of ours in backticks has a line that begins like a comment; CommentsTest holds it
/// to that.
final class Comments {
  private static final Pattern CAST = Pattern.compile("/\\*\\* @[^*\\n]*\\*/ ?");

  private Comments() {}

  static String without(String source) {
    StringJoiner kept = new StringJoiner("\n");
    boolean inside = false;
    for (String line : source.split("\n", -1)) {
      String text = line.strip();
      boolean begins = !inside && text.startsWith("/*");
      boolean ends = text.endsWith("*/");
      if (inside || text.startsWith("//") || (begins && isWhole(text))) {
        kept.add("");
        inside = (inside || begins) && !ends;
      } else {
        kept.add(CAST.matcher(line).replaceAll(""));
      }
    }
    return kept.toString();
  }

  /// Whether nothing follows the comment that begins this line: it ends at the line's end, or on a
  /// later one.
  private static boolean isWhole(String text) {
    int end = text.indexOf("*/", 2);
    return end < 0 || end == text.length() - 2;
  }
}
