// SPDX-License-Identifier: Apache-2.0
package dev.switchboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import dev.switchboard.SourceTree.Parsed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The budgets of the house, for every module: what no formatter and no compiler counts.
final class HouseRulesTest {

  /// Files that may break a budget for now, by their path in the repository. Keep it empty.
  private static final Set<String> WAIVERS = Set.of();

  private static final String SPDX = "// SPDX-License-Identifier: Apache-2.0";

  private static final int JAVA_FILE = 400;
  private static final int JAVA_METHOD = 50;
  private static final int SCRIPT_FILE = 300;

  /// The brackets keep this line from finding itself.
  private static final Pattern UNTRACKED = Pattern.compile("\\b([T]ODO|[F]IXME)\\b(?!.{0,3}#\\d)");

  /// Shown in the documentation: a page and its use of the client in one.
  private static final String EXAMPLE = "web/client/example.js";

  private static final Pattern OF_A_PAGE =
      Pattern.compile("\\b(document|window|localStorage|sessionStorage)\\b[.\\[(]|querySelector");

  private static final Pattern OF_A_LINE = Pattern.compile("\\bnew (WebSocket|EventSource)\\b");

  private final SourceTree tree = SourceTree.find();

  @Test
  void javaFilesFitTheirBudget() {
    assertThat(longerThan(JAVA_FILE, tree.javaFiles())).isEmpty();
  }

  @Test
  void scriptsFitTheirBudget() {
    List<Path> scripts = new ArrayList<>(tree.filesUnder("web/client", "js"));
    scripts.addAll(tree.filesUnder("web/app", "js"));
    scripts.addAll(tree.filesUnder("web/demos", "js"));
    assertThat(longerThan(SCRIPT_FILE, scripts)).isEmpty();
  }

  @Test
  void methodsFitTheirBudget() {
    List<String> found = new ArrayList<>();
    for (Path file : tree.javaFiles()) {
      new LongMethods(tree.name(file), SourceTree.parse(file), found).scan();
    }
    assertThat(found).isEmpty();
  }

  @Test
  void everyJavaFileNamesItsLicenceFirst() {
    List<String> found = new ArrayList<>();
    for (Path file : tree.javaFiles()) {
      List<String> lines = SourceTree.lines(file);
      if (lines.isEmpty() || !lines.getFirst().equals(SPDX)) {
        found.add(tree.name(file) + ": first line is not \"" + SPDX + "\"");
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void whatIsLeftToDoNamesItsIssue() {
    List<String> found = new ArrayList<>();
    for (Path file : tree.filesUnder("", "java", "js", "css", "html", "xml", "sh")) {
      List<String> lines = SourceTree.lines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (UNTRACKED.matcher(lines.get(i)).find()) {
          found.add(tree.name(file) + ":" + (i + 1) + ": names no #number");
        }
      }
    }
    assertThat(found).isEmpty();
  }

  /// The client is for pages of any kind, and for what is no page; the app goes through the client.
  @Test
  void theClientTouchesNoPageAndTheAppOpensNoSocket() {
    List<String> found = new ArrayList<>();
    for (Path file : tree.filesUnder("web", "js")) {
      String name = tree.name(file);
      boolean client = name.startsWith("web/client/") && !EXAMPLE.equals(name);
      boolean app = name.startsWith("web/app/");
      if (name.endsWith(".test.js") || !(client || app)) {
        continue;
      }
      for (String line : SourceTree.lines(file)) {
        String code = line.replaceAll("/\\*\\*?.*?(\\*/|$)|^\\s*\\*.*|//.*", "");
        if ((client ? OF_A_PAGE : OF_A_LINE).matcher(code).find()) {
          found.add(name + ": " + line.strip());
        }
      }
    }
    assertThat(found).isEmpty();
  }

  private List<String> longerThan(int budget, List<Path> files) {
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      int lines = SourceTree.lines(file).size();
      if (lines > budget && !WAIVERS.contains(tree.name(file))) {
        found.add(tree.name(file) + ": " + lines + " lines, budget " + budget);
      }
    }
    return found;
  }

  /// Measures methods and constructors from their first annotation to their closing brace.
  private static final class LongMethods extends TreeScanner<Void, Void> {

    private final String file;
    private final Parsed source;
    private final List<String> found;

    LongMethods(String file, Parsed source, List<String> found) {
      this.file = file;
      this.source = source;
      this.found = found;
    }

    void scan() {
      scan(source.unit(), null);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      long first = line(source.positions().getStartPosition(source.unit(), method));
      long last = line(source.positions().getEndPosition(source.unit(), method));
      long lines = last - first + 1;
      if (lines > JAVA_METHOD && !WAIVERS.contains(file)) {
        found.add(
            file + ":" + first + ": " + method.getName() + " has " + lines + " lines, budget 50");
      }
      return super.visitMethod(method, null);
    }

    private long line(long position) {
      return source.unit().getLineMap().getLineNumber(position);
    }
  }
}
