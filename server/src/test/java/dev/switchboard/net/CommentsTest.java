// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CommentsTest {

  @Test
  void linesThatAreCommentGoAndOthersStayWhereTheyAre() {
    assertThat(
            Comments.without(
                """
                // license
                /** What it is.
                 * @param {string} a */
                const a = "// no"; // stays
                  /* one line */
                const b = /** @type {any} */ (a) * 2;
                /* first */ const c = 1;
                """))
        .isEqualTo(
            """



            const a = "// no"; // stays

            const b = (a) * 2;
            /* first */ const c = 1;
            """);
  }

  /// [Comments] does not parse. It would take a line out of a text in backticks that begins like a
  /// comment, so none may.
  @Test
  void noTextOfOursLooksLikeAComment() throws IOException {
    for (Path file : modules()) {
      boolean inText = false;
      List<String> lines = Comments.without(Files.readString(file)).lines().toList();
      String before = Files.readString(file);
      assertThat(lines).as("%s", file).hasSize((int) before.lines().count());
      for (String line : before.lines().toList()) {
        String text = line.strip();
        assertThat(inText && (text.startsWith("//") || text.startsWith("/*")))
            .as("%s: %s", file, line)
            .isFalse();
        boolean comment = !inText && (text.startsWith("*") || text.startsWith("/"));
        inText ^=
            !comment && line.replace("\\`", "").chars().filter(c -> c == '`').count() % 2 == 1;
      }
      assertThat(inText).as("%s", file).isFalse();
    }
  }

  private static List<Path> modules() throws IOException {
    Path web = Path.of("..", "web");
    try (Stream<Path> app = Files.walk(web.resolve("app"));
        Stream<Path> client = Files.walk(web.resolve("client"))) {
      return Stream.concat(app, client).filter(file -> file.toString().endsWith(".js")).toList();
    }
  }
}
