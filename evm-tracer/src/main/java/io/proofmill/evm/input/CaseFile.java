package io.proofmill.evm.input;

import io.proofmill.evm.execution.BatchInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What stands at a path, told by content.
public sealed interface CaseFile {
  /// A `t8n` folder.
  record T8nFolder(BatchInput input) implements CaseFile {}

  /// A `t8n` specification with the expected output.
  record T8nSpec(BatchInput input, T8nExpectation expected) implements CaseFile {}

  /// State tests.
  record StateTests(List<StateTestCase> cases) implements CaseFile {}

  /// Nothing that is known here.
  record Unknown(String why) implements CaseFile {}

  record Unreadable(InputError error) implements CaseFile {}

  /// Reads what stands at a path; a folder must be a `t8n` case.
  static CaseFile read(Path path, Overrides overrides) {
    if (Files.isDirectory(path)) {
      return switch (T8nReader.readFolder(path, overrides)) {
        case ReadResult.Readable<BatchInput> readable -> new T8nFolder(readable.value());
        case ReadResult.Unreadable<BatchInput> unreadable -> new Unreadable(unreadable.error());
      };
    }
    if (!path.getFileName().toString().endsWith(".json")) {
      return new Unknown("not a .json file");
    }
    try {
      JsonPlace document = JsonPlace.parse(path.toString(), InputFile.read(path));
      if (T8nSpecReader.recognizes(document)) {
        T8nSpecReader.Spec spec = T8nSpecReader.read(document);
        return new T8nSpec(spec.input(), spec.expected());
      }
      if (StateTestReader.recognizes(document)) {
        return new StateTests(StateTestReader.read(document));
      }
      return new Unknown("neither a t8n specification nor state tests");
    } catch (InputException e) {
      return new Unreadable(e.error());
    }
  }
}
