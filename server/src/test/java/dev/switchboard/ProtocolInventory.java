// SPDX-License-Identifier: Apache-2.0
package dev.switchboard;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Says of each package `dev.switchboard.protocol.<package>` what it still lacks.
final class ProtocolInventory {

  private static final String PROTOCOL = "dev.switchboard.protocol.Protocol";
  private static final String PROTOCOLS = "dev.switchboard.app.Protocols";
  private static final String PREFIX = "dev.switchboard.protocol.";

  private final JavaClasses code;
  private final SourceTree tree;
  private final List<String> missing = new ArrayList<>();

  ProtocolInventory(JavaClasses code, SourceTree tree) {
    this.code = code;
    this.tree = tree;
  }

  List<String> missing() {
    missing.clear();
    protocolsByPackage().forEach(this::inspect);
    return List.copyOf(missing);
  }

  /// The classes that implement Protocol, under the first name after `protocol.`; a package that
  /// has none is listed all the same.
  private Map<String, List<JavaClass>> protocolsByPackage() {
    Map<String, List<JavaClass>> found = new TreeMap<>();
    for (JavaClass type : code) {
      if (type.getPackageName().startsWith(PREFIX)) {
        String name = type.getPackageName().substring(PREFIX.length()).split("\\.", 2)[0];
        List<JavaClass> protocols = found.computeIfAbsent(name, _ -> new ArrayList<>());
        if (!type.isInterface() && type.isAssignableTo(PROTOCOL)) {
          protocols.add(type);
        }
      }
    }
    return found;
  }

  private void inspect(String name, List<JavaClass> protocols) {
    if (protocols.size() != 1) {
      missing.add(PREFIX + name + ": implements Protocol " + protocols.size() + " times, not once");
      return;
    }
    JavaClass protocol = protocols.getFirst();
    if (!isListed(protocol)) {
      missing.add(protocol.getName() + ": not in " + PROTOCOLS);
    }
    String transcripts = "server/src/test/resources/transcripts/" + name;
    if (tree.filesUnder(transcripts, "txt").isEmpty()) {
      missing.add(protocol.getName() + ": no " + transcripts + "/*.txt");
    }
    inspectPage(protocol);
  }

  private boolean isListed(JavaClass protocol) {
    return code.contain(PROTOCOLS)
        && code.get(PROTOCOLS).getDirectDependenciesFromSelf().stream()
            .anyMatch(dependency -> dependency.getTargetClass().equals(protocol));
  }

  private void inspectPage(JavaClass protocol) {
    String spoken = new NameReader().read(protocol);
    if (spoken.isEmpty()) {
      missing.add(protocol.getName() + ": name() returns no literal and no constant of its class");
    } else if (!Files.isRegularFile(tree.resolve("docs/protocols/" + spoken + ".md"))) {
      missing.add(protocol.getName() + ": no docs/protocols/" + spoken + ".md");
    }
  }

  /// Reads what `name()` returns out of the source, so that no protocol needs to be constructed.
  private final class NameReader extends TreeScanner<Void, Void> {

    private final Map<String, String> constants = new HashMap<>();
    private String returned = "";
    private boolean inName;

    String read(JavaClass protocol) {
      String file = "server/src/main/java/" + protocol.getName().replace('.', '/') + ".java";
      scan(SourceTree.parse(tree.resolve(file)).unit(), null);
      return constants.getOrDefault(returned, "");
    }

    @Override
    public Void visitVariable(VariableTree variable, Void nothing) {
      if (variable.getInitializer() instanceof LiteralTree literal
          && literal.getValue() instanceof String text) {
        constants.put(variable.getName().toString(), text);
      }
      return super.visitVariable(variable, null);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      inName = method.getName().contentEquals("name") && method.getParameters().isEmpty();
      super.visitMethod(method, null);
      inName = false;
      return null;
    }

    @Override
    public Void visitReturn(ReturnTree statement, Void nothing) {
      ExpressionTree value = statement.getExpression();
      if (inName && value instanceof LiteralTree literal) {
        returned = "\"" + literal.getValue() + "\"";
        constants.put(returned, String.valueOf(literal.getValue()));
      } else if (inName && value instanceof IdentifierTree identifier) {
        returned = identifier.getName().toString();
      }
      return super.visitReturn(statement, null);
    }
  }
}
