// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The rules of the house that reach into this module, which the server's test does not see.
final class TurnArchitectureTest {
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.switchboard.turn");

  @Test
  void stunKnowsNeitherSocketsNorTurn() {
    noClasses()
        .that()
        .resideInAPackage("dev.switchboard.turn.stun")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.netty..", "org.slf4j..", "dev.switchboard.turn")
        .because("a forwarder of media reads the same messages off other sockets")
        .check(CODE);
  }

  @Test
  void turnStandsAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.crypto..",
            "javax.net.ssl..",
            "jdk.net..",
            "io.netty..",
            "org.slf4j..",
            "org.jspecify..",
            "dev.switchboard.turn..")
        .because("it can be used and fuzzed as a library without the rest of the house")
        .check(CODE);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(CODE.stream().map(type -> type.getPackage()).distinct())
        .allMatch(owner -> owner.isAnnotatedWith("org.jspecify.annotations.NullMarked"));
  }

  @Test
  void namesSayWhatAThingIs() {
    classes()
        .should()
        .haveSimpleNameNotEndingWith("Impl")
        .andShould()
        .haveNameNotMatching(".*[.$]\\w*(Manager|Utils?|Helper)")
        .andShould()
        .haveNameNotMatching(".*[.$](Abstract|Base|I)[A-Z]\\w*")
        .because("such names describe a habit and not the thing; find the noun")
        .check(CODE);
  }
}
