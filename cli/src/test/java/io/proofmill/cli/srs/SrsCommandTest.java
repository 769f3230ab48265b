package io.proofmill.cli.srs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.cli.CommandLineRun;
import io.proofmill.testing.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SrsCommandTest {
  @TempDir private Path folder;

  @Test
  void theDevelopmentSetupSaysWhatItIs() {
    CommandLineRun run = CommandLineRun.of("srs", "dev");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("anybody can forge"), run.out());
  }

  @Test
  void aPowersOfTauFileIsCheckedAndShown() throws IOException {
    Path file = ptau();
    CommandLineRun run = CommandLineRun.of("srs", "info", file.toString());
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("srs id  0x"), run.out());

    // A bit early in the file, where the powers in G1 stand.
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 20] ^= 1;
    Path damaged = folder.resolve("damaged.ptau");
    Files.write(damaged, bytes);
    run = CommandLineRun.of("srs", "info", damaged.toString());
    assertEquals(2, run.exitCode(), run.out());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  @Test
  void anAbsentFileIsUnreadable() {
    CommandLineRun run = CommandLineRun.of("srs", "info", folder.resolve("none").toString());
    assertEquals(2, run.exitCode());
  }

  private static Path ptau() throws IOException {
    try (var files = Files.list(Fixtures.path("crypto", "kzg"))) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".ptau")).toList();
      assertEquals(1, found.size());
      return found.getFirst();
    }
  }
}
