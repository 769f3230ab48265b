package io.proofmill.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The most physical memory that this process has used.
final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String FIELD = "VmHWM:";

  private PeakMemory() {}

  /// Peak resident set in bytes; null where the system does not tell.
  static Long bytes() {
    if (!Files.isReadable(STATUS)) {
      return null;
    }
    try (var lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(FIELD))
          .map(line -> line.substring(FIELD.length()).strip().split(" ")[0])
          .map(kibibytes -> Long.parseLong(kibibytes) * 1024)
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
