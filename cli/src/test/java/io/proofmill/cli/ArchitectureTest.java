package io.proofmill.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.proofmill.testing.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Holds the arrows between the modules: what each may use, and nothing else of ours.
class ArchitectureTest {
  private static final String ROOT = "io.proofmill.";

  /// Package below `io.proofmill` → the packages it may use, transitively closed by hand.
  private static final Map<String, List<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("algebra", List.of()),
          Map.entry("verifier", List.of("algebra")),
          Map.entry("device", List.of("algebra")),
          Map.entry("ntt", List.of("algebra", "device")),
          Map.entry("msm", List.of("algebra", "device")),
          Map.entry("proofsystem", List.of("verifier", "ntt", "msm", "algebra", "device")),
          Map.entry("evm", List.of("algebra")),
          Map.entry(
              "circuits",
              List.of("proofsystem", "evm", "verifier", "ntt", "msm", "algebra", "device")),
          Map.entry(
              "aggregator", List.of("proofsystem", "verifier", "ntt", "msm", "algebra", "device")),
          Map.entry("jobapi", List.of()),
          Map.entry("coordinator", List.of("jobapi", "verifier", "algebra")),
          Map.entry(
              "worker",
              List.of(
                  "circuits",
                  "aggregator",
                  "jobapi",
                  "proofsystem",
                  "evm",
                  "verifier",
                  "ntt",
                  "msm",
                  "algebra",
                  "device")));

  private static JavaClasses classes;

  @BeforeAll
  static void importClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.proofmill");
    assertFalse(classes.isEmpty());
  }

  @Test
  void modulesUseOnlyTheModulesTheyMay() {
    for (var rule : ALLOWED.entrySet()) {
      List<String> forbidden = new ArrayList<>(ALLOWED.keySet());
      forbidden.add("cli");
      forbidden.add("testing");
      forbidden.remove(rule.getKey());
      forbidden.removeAll(rule.getValue());
      noClasses()
          .that()
          .resideInAPackage(ROOT + rule.getKey() + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              forbidden.stream().map(name -> ROOT + name + "..").toArray(String[]::new))
          .allowEmptyShould(true)
          .check(classes);
    }
  }

  @Test
  void modulesFormNoCycle() {
    SlicesRuleDefinition.slices()
        .matching("io.proofmill.(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void theVerifierNeedsNoServerNoGridAndNoDevice() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "verifier..", ROOT + "algebra..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..", "com.hazelcast..", "org.jcuda..", "jcuda..", "org.h2..")
        .allowEmptyShould(true)
        .check(classes);
  }

  /// The poms draw the same arrows: a dependency that no class uses yet would slip past ArchUnit.
  @Test
  void pomsDeclareOnlyAllowedArrows() throws IOException {
    Map<String, String> folders = new TreeMap<>();
    ALLOWED.keySet().forEach(name -> folders.put(name, name));
    folders.put("proofsystem", "proof-system");
    folders.put("evm", "evm-tracer");
    folders.put("jobapi", "job-api");
    folders.put("worker", "prover-worker");

    Pattern ours =
        Pattern.compile(
            "<groupId>io\\.proofmill</groupId>\\s*<artifactId>([a-z-]+)</artifactId>"
                + "(?!\\s*<version>)(?!\\s*<scope>test</scope>)");
    for (var module : folders.entrySet()) {
      String pom =
          Files.readString(Fixtures.repository().resolve(module.getValue()).resolve("pom.xml"));
      List<String> allowed =
          ALLOWED.get(module.getKey()).stream().map(folders::get).sorted().toList();
      List<String> declared =
          ours.matcher(pom).results().map((MatchResult match) -> match.group(1)).sorted().toList();
      assertEquals(
          List.of(),
          declared.stream().filter(name -> !allowed.contains(name)).toList(),
          module.getValue() + "/pom.xml");
    }
  }
}
