// SPDX-License-Identifier: Apache-2.0
package dev.switchboard;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.tools.ToolProvider;

/// The files of this repository, as the architecture tests see them: sources, never what a build or
/// an editor left behind, or what others wrote.
final class SourceTree {

  private static final Set<String> NOT_OURS = Set.of("target", "node_modules", "vendor");

  private final Path root;

  private SourceTree(Path root) {
    this.root = root;
  }

  /// Found by walking up from the working folder, which Maven and editors set differently.
  static SourceTree find() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(folder.resolve("switchboard"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException(
            "not inside the repository: " + Path.of("").toAbsolutePath());
      }
    }
    return new SourceTree(folder);
  }

  Path resolve(String path) {
    return root.resolve(path);
  }

  /// How a path is called in a message.
  String name(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  List<Path> javaFiles() {
    return filesUnder("", "java");
  }

  /// All files of some kinds under one folder; none where the folder does not exist.
  List<Path> filesUnder(String folder, String... extensions) {
    Path start = root.resolve(folder);
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    Set<String> wanted = Set.of(extensions);
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(start, new Collector(start, wanted, found));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    found.sort(null);
    return found;
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A source file as the compiler reads it, and where in the file each part of it stands.
  record Parsed(CompilationUnitTree unit, SourcePositions positions) {}

  static Parsed parse(Path file) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(file));
      CompilationUnitTree unit = task.parse().iterator().next();
      return new Parsed(unit, Trees.instance(task).getSourcePositions());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Collector extends SimpleFileVisitor<Path> {

    private final Path start;
    private final Set<String> extensions;
    private final List<Path> found;

    Collector(Path start, Set<String> extensions, List<Path> found) {
      this.start = start;
      this.extensions = extensions;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = folder.getFileName().toString();
      return !folder.equals(start) && (NOT_OURS.contains(name) || name.startsWith("."))
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString();
      if (extensions.contains(name.substring(name.lastIndexOf('.') + 1))) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
