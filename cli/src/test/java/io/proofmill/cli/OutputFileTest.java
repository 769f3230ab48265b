package io.proofmill.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @Test
  void replacesTheFileAndLeavesNothingElse() throws IOException {
    Path file = folder.resolve("proof.json");
    Files.writeString(file, "old");
    OutputFile.write(file, CONTENT);
    assertArrayEquals(CONTENT, Files.readAllBytes(file));
    try (var entries = Files.list(folder)) {
      assertEquals(1, entries.count());
    }
  }

  @Test
  void aMissingFolderIsToldBeforeTheWork() {
    Path file = folder.resolve("absent/proof.json");
    CommandFailure failure =
        assertThrows(CommandFailure.class, () -> OutputFile.requireWritable(file));
    assertEquals(ExitCode.UNREADABLE, failure.exitCode());
  }

  @Test
  void aFolderIsNotAFile() {
    assertThrows(CommandFailure.class, () -> OutputFile.requireWritable(folder));
  }
}
