package io.proofmill.evm.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.evm.fork.Fork;
import io.proofmill.testing.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseFileTest {
  private final Path stateTest =
      Fixtures.path(
          "state_tests", "static", "state_tests", "stTransactionTest", "TransactionToItself.json");
  private final Path specification =
      Fixtures.path("t8n", "besu-evmtool", "t8n", "shanghai-invalidTx.json");

  @TempDir Path folder;

  @Test
  void theKindIsToldByContent() throws IOException {
    var tests = assertInstanceOf(CaseFile.StateTests.class, read(stateTest)).cases();
    assertEquals(1, tests.size());
    assertEquals(Fork.PRAGUE, tests.getFirst().input().orElseThrow().fork());
    var spec = assertInstanceOf(CaseFile.T8nSpec.class, read(specification));
    assertEquals(List.of(0), spec.expected().rejected());
    assertInstanceOf(CaseFile.Unknown.class, read(Files.writeString(folder.resolve("a.txt"), "")));
    for (String other : List.of("{}", "[]", "7", "{\"a\": {}}", "{\"cli\": 1, \"stdin\": 1}")) {
      Path file = Files.writeString(folder.resolve("b.json"), other);
      assertInstanceOf(CaseFile.Unknown.class, read(file), other);
    }
    assertInstanceOf(CaseFile.Unreadable.class, read(folder.resolve("none.json")));
    assertInstanceOf(CaseFile.Unreadable.class, read(folder));
  }

  @Test
  void damagedFixturesAreReadOrRefusedInOneLine() throws IOException {
    fuzz(400);
  }

  @Test
  @Tag("long")
  void manyDamagedFixturesAreReadOrRefusedInOneLine() throws IOException {
    fuzz(100_000);
  }

  private void fuzz(int rounds) throws IOException {
    List<byte[]> seeds = List.of(Files.readAllBytes(stateTest), Files.readAllBytes(specification));
    SplittableRandom random = new SplittableRandom(9);
    Path file = folder.resolve("damaged.json");
    int accepted = 0;
    for (int i = 0; i < rounds; i++) {
      byte[] bytes = seeds.get(i % seeds.size());
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        bytes = Edits.edit(bytes, random);
      }
      Files.write(file, bytes);
      switch (read(file)) {
        case CaseFile.StateTests ignored -> accepted++;
        case CaseFile.T8nSpec ignored -> accepted++;
        case CaseFile.Unknown unknown -> assertTrue(!unknown.why().isEmpty());
        case CaseFile.Unreadable unreadable -> {
          String message = unreadable.error().message();
          assertTrue(message.chars().noneMatch(Character::isISOControl), message);
        }
        case CaseFile.T8nFolder folderCase -> throw new AssertionError("a folder: " + folderCase);
      }
    }
    assertTrue(accepted > rounds / 50, "accepted " + accepted);
  }

  private static CaseFile read(Path path) {
    return CaseFile.read(path, Overrides.NONE);
  }
}
