// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsTest {

  @TempDir Path temporary;

  @Test
  void theKeyOutlivesARestart() {
    DataFolder folder = new DataFolder(temporary.resolve("a/b"));
    SecretKey first = Secrets.open(folder).key();
    assertThat(first.getEncoded()).hasSize(32).isNotEqualTo(new byte[32]);
    assertThat(Secrets.open(folder).key()).isEqualTo(first);
  }

  @Test
  void onlyTheOwnerMayLook() throws IOException {
    Path path = temporary.resolve("data");
    Secrets.open(new DataFolder(path));
    assertThat(mode(path)).isEqualTo("rwx------");
    assertThat(mode(path.resolve("secret.key"))).isEqualTo("rw-------");
    try (var files = Files.list(path)) {
      assertThat(files).as("no drafts stay behind").hasSize(1);
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void thoseWhoStartAtOnceAgree() throws Exception {
    int starters = 16;
    for (int round = 0; round < 20; round++) {
      DataFolder folder = new DataFolder(temporary.resolve("round" + round));
      CyclicBarrier together = new CyclicBarrier(starters);
      Callable<SecretKey> start =
          () -> {
            together.await();
            return Secrets.open(folder).key();
          };
      Set<SecretKey> keys = new HashSet<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(starters)) {
        List<Future<SecretKey>> futures = new ArrayList<>();
        for (int i = 0; i < starters; i++) {
          futures.add(threads.submit(start));
        }
        for (Future<SecretKey> future : futures) {
          keys.add(future.get());
        }
      }
      assertThat(keys).hasSize(1);
    }
  }

  @Test
  void aFileThatIsNoKeyIsNamed() throws IOException {
    Path file = Files.write(temporary.resolve("secret.key"), new byte[33]);
    assertThatThrownBy(() -> Secrets.open(new DataFolder(temporary)))
        .isInstanceOf(CannotStart.class)
        .hasMessage(
            file + ": 33 bytes (expected: 32 random bytes; delete the file to get new ones)");
  }

  @Test
  void aFolderThatCannotBeUsedCostsOnlyTheIds() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    SecretKey first = Secrets.open(new DataFolder(file.resolve("data"))).key();
    assertThat(first.getEncoded()).hasSize(32);
    assertThat(Secrets.open(new DataFolder(file)).key()).isNotEqualTo(first);
  }

  @Test
  void theKeyIsNotShown() {
    assertThat(Secrets.inMemory()).hasToString("Secrets[hidden]");
  }
}
