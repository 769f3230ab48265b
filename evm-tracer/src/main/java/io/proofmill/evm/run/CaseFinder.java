package io.proofmill.evm.run;

import io.proofmill.evm.input.T8nReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Finds cases below paths, in sorted order. A folder with alloc, env and transactions is one case;
/// other folders are searched. Symbolic links inside folders are not followed.
public final class CaseFinder {
  private CaseFinder() {}

  /// Something that may be a case.
  ///
  /// @param named whether the caller named it, so that not knowing it is an error
  public record Found(Path path, boolean named) {}

  public static void find(List<Path> paths, Consumer<Found> found) throws IOException {
    for (Path path : paths) {
      visit(path, true, found);
    }
  }

  private static void visit(Path path, boolean named, Consumer<Found> found) throws IOException {
    if (!Files.isDirectory(path) || T8nReader.isCase(path)) {
      found.accept(new Found(path, named));
      return;
    }
    List<Path> entries;
    try (Stream<Path> listed = Files.list(path)) {
      entries = listed.filter(entry -> !Files.isSymbolicLink(entry)).sorted().toList();
    }
    for (Path entry : entries) {
      visit(entry, false, found);
    }
  }
}
