// SPDX-License-Identifier: Apache-2.0
package dev.switchboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.config.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Keeps the tables in `docs/configuration.md` true. After a change of the schema, write them anew
/// with `mvn -pl server -am test -Dtest=ConfigurationPageTest -Dswitchboard.docs=write`.
final class ConfigurationPageTest {

  private static final String BEGIN = "<!-- keys: written by ConfigurationPageTest -->\n";
  private static final String END = "<!-- end of keys -->\n";

  private final Path page = SourceTree.find().resolve("docs/configuration.md");

  @Test
  void thePageShowsTheSchema() throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    if (System.getProperty("switchboard.docs", "").equals("write")) {
      text = text.substring(0, begin) + Reference.markdown() + text.substring(end);
      Files.writeString(page, text);
      end = text.indexOf(END);
    }
    assertThat(text.substring(begin, end)).isEqualTo(Reference.markdown());
  }
}
