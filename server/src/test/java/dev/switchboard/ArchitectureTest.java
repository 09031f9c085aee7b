// SPDX-License-Identifier: Apache-2.0
package dev.switchboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who may import whom, in ten rules. The picture is in `docs/architecture.md`.
///
/// `dev.switchboard.text` is the one package that every other may import.
final class ArchitectureTest {

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.switchboard");

  @Test
  void rule01PackagesFormNoCycle() {
    slices()
        .matching("dev.switchboard.(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .because("arrows point one way only: each package can be read with what lies below it")
        .check(CODE);
  }

  @Test
  void rule02ProtocolsDoNotKnowEachOther() {
    slices()
        .matching("dev.switchboard.protocol.(*)..")
        .should()
        .notDependOnEachOther()
        .allowEmptyShould(true)
        .because("dialects meet in the hub's commands and events; one can be deleted alone")
        .check(CODE);
  }

  @Test
  void rule03NetKnowsNeitherHubNorProtocols() {
    noClasses()
        .that()
        .resideInAPackage("dev.switchboard.net..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.switchboard.hub..", "dev.switchboard.protocol..")
        .allowEmptyShould(true)
        .because("a socket carries any text; what the text means is the dialect's business")
        .check(CODE);
  }

  @Test
  void rule04NettyStaysWithTheSockets() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.switchboard.net..", "dev.switchboard.carrier..", "dev.switchboard.turn..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .allowEmptyShould(true)
        .because("reference counts and event loops end at Connection")
        .check(CODE);
  }

  @Test
  void rule05LettuceStaysInTheCluster() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.switchboard.cluster..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.lettuce..")
        .allowEmptyShould(true)
        .because("a server that runs alone must never wait for Redis")
        .check(CODE);
  }

  @Test
  void rule06JacksonStaysInJson() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.switchboard.json..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..")
        .allowEmptyShould(true)
        .because("signals are opaque slices, and no tree is built on the way of a message")
        .check(CODE);
  }

  @Test
  void rule07NobodyImportsApp() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.switchboard.app..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.switchboard.app..")
        .allowEmptyShould(true)
        .because("the composition root knows everything, so whoever knew it would too")
        .check(CODE);
  }

  @Test
  void rule08EveryPackageIsNullMarked() {
    List<String> unmarked =
        CODE.stream()
            .map(type -> type.getPackage())
            .distinct()
            .filter(owner -> !isNullMarked(owner))
            .map(owner -> owner.getName() + ": no package-info with @NullMarked")
            .sorted()
            .toList();
    assertThat(unmarked)
        .as("because NullAway looks only where null is ruled out by default")
        .isEmpty();
  }

  @Test
  void rule09NamesSayWhatAThingIs() {
    classes()
        .that()
        .resideInAPackage("dev.switchboard..")
        .should()
        .haveSimpleNameNotEndingWith("Impl")
        .andShould()
        .haveNameNotMatching(".*[.$]\\w*(Manager|Utils?|Helper)")
        .andShould()
        .haveNameNotMatching(".*[.$](Abstract|Base|I)[A-Z]\\w*")
        .allowEmptyShould(true)
        .because("such names describe a habit and not the thing; find the noun")
        .check(CODE);
  }

  @Test
  void rule10EveryProtocolIsWhole() {
    assertThat(new ProtocolInventory(CODE, SourceTree.find()).missing())
        .as(
            "because a protocol is one package with one Protocol, one line in app.Protocols, "
                + "recorded transcripts and one page in docs/protocols")
        .isEmpty();
  }

  private static boolean isNullMarked(JavaPackage owner) {
    return owner.isAnnotatedWith("org.jspecify.annotations.NullMarked");
  }
}
