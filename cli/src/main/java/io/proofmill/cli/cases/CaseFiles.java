package io.proofmill.cli.cases;

import io.proofmill.cli.CommandFailure;
import io.proofmill.cli.ExitCode;
import io.proofmill.evm.input.T8nReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The cases below files and folders, in sorted order, and what was passed over. A folder with
/// alloc, env and transactions is one case, whatever else is in it.
record CaseFiles(List<Path> cases, List<Path> skipped) {
  /// @throws CommandFailure when a path named directly is of an unknown kind
  static CaseFiles find(List<Path> paths) throws IOException {
    CaseFiles found = new CaseFiles(new ArrayList<>(), new ArrayList<>());
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new NoSuchFileException(path.toString());
      }
      if (!Files.isDirectory(path)) {
        throw new CommandFailure(
            ExitCode.UNREADABLE,
            path.toString(),
            "no case of a known kind: a folder with alloc.json, env.json and txs.json expected");
      }
      int before = found.cases.size();
      found.addFolder(path);
      if (found.cases.size() == before) {
        throw new CommandFailure(
            ExitCode.UNREADABLE,
            path.toString(),
            "holds no case: no folder with alloc.json, env.json and txs.json");
      }
    }
    return found;
  }

  private void addFolder(Path folder) throws IOException {
    if (T8nReader.isCase(folder)) {
      cases.add(folder);
      return;
    }
    List<Path> entries;
    try (Stream<Path> list = Files.list(folder)) {
      entries = list.sorted().toList();
    }
    for (Path entry : entries) {
      if (Files.isDirectory(entry)) {
        addFolder(entry);
      } else {
        skipped.add(entry);
      }
    }
  }
}
