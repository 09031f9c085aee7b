// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// The folder for what outlives a restart. Only its owner may look into it, and several processes
/// may start on it at once.
record DataFolder(Path path) {

  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  /// The content of a file; where there is none, `fresh` becomes it. Of several who try that at
  /// once one succeeds, and all get what that one wrote.
  byte[] readOrCreate(String name, byte[] fresh) throws IOException {
    Path file = path.resolve(name);
    if (!Files.exists(file)) {
      create(file, fresh);
    }
    return Files.readAllBytes(file);
  }

  /// Whether others than the owner may read a file; false where a system does not tell.
  boolean isOpenToOthers(String name) throws IOException {
    if (!POSIX) {
      return false;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path.resolve(name));
    return permissions.contains(PosixFilePermission.GROUP_READ)
        || permissions.contains(PosixFilePermission.OTHERS_READ);
  }

  private void create(Path file, byte[] content) throws IOException {
    Files.createDirectories(path, permissions("rwx------"));
    Path draft =
        Files.createTempFile(path, file.getFileName().toString(), ".tmp", permissions("rw-------"));
    try {
      write(draft, content);
      publish(draft, file);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void write(Path draft, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /// A link appears whole or not at all, and never takes the place of another file. Some file
  /// systems know no links; there two who start in the same millisecond may each keep their own
  /// until the next start.
  private static void publish(Path draft, Path file) throws IOException {
    try {
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      return;
    } catch (UnsupportedOperationException | IOException e) {
      if (!Files.exists(file)) {
        Files.move(draft, file);
      }
    }
  }

  private static FileAttribute<?>[] permissions(String mode) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
