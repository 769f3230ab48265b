package io.proofmill.cli.cases;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.proofmill.cli.ExitCode;
import io.proofmill.cli.OutputFile;
import io.proofmill.cli.cases.CaseResult.Result;
import io.proofmill.cli.input.InputOptions;
import io.proofmill.evm.event.EventSink;
import io.proofmill.evm.execution.BatchExecutor;
import io.proofmill.evm.execution.BatchExecutor.Forks;
import io.proofmill.evm.execution.BatchExecutor.OnInvalid;
import io.proofmill.evm.execution.BatchInput;
import io.proofmill.evm.execution.BatchOutcome;
import io.proofmill.evm.input.InputError;
import io.proofmill.evm.input.Overrides;
import io.proofmill.evm.input.ReadResult;
import io.proofmill.evm.input.T8nReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `proofmill execute`: runs the EVM alone on every case below the given paths. A case passes when
/// it executes; one with an invalid transaction fails.
@Command(name = "execute", description = "Executes batches on the EVM alone, without proving.")
public final class ExecuteCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec;
  @Mixin private InputOptions inputOptions;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "case folders, or folders of case folders")
  private List<Path> paths;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "write one JSON object per case per line")
  private Path jsonFile;

  @Override
  public Integer call() throws IOException {
    if (jsonFile != null) {
      OutputFile.requireWritable(jsonFile);
    }
    CaseFiles files = CaseFiles.find(paths);
    PrintWriter out = spec.commandLine().getOut();
    files.skipped().forEach(path -> out.println("skipped: " + path + ": no case of a known kind"));

    Overrides overrides = inputOptions.overrides();
    int[] counts = new int[Result.values().length];
    int unreadable = 0;
    StringBuilder json = new StringBuilder();
    for (Path folder : files.cases()) {
      CaseResult result = execute(folder, overrides);
      counts[result.result().ordinal()]++;
      unreadable += result.fork() == null ? 1 : 0;
      json.append(JSON.writeValueAsString(result)).append('\n');
      if (result.result() != Result.PASSED) {
        out.println(result.result().text() + ": " + result.file() + ": " + result.reason());
      }
    }
    if (jsonFile != null) {
      OutputFile.write(jsonFile, json.toString().getBytes(StandardCharsets.UTF_8));
    }
    out.println("%d passed, %d failed, %d unsupported".formatted(counts[0], counts[1], counts[2]));
    if (counts[Result.FAILED.ordinal()] > unreadable) {
      return ExitCode.REJECTED.code();
    }
    if (unreadable > 0) {
      return ExitCode.UNREADABLE.code();
    }
    return counts[Result.UNSUPPORTED.ordinal()] > 0
        ? ExitCode.UNSUPPORTED.code()
        : ExitCode.DONE.code();
  }

  private static CaseResult execute(Path folder, Overrides overrides) {
    return switch (T8nReader.readFolder(folder, overrides)) {
      case ReadResult.Unreadable<BatchInput>(InputError error) ->
          result(folder, null, Result.FAILED, error.message());
      case ReadResult.Readable<BatchInput>(BatchInput input) -> {
        String fork = input.fork().toString();
        yield switch (new BatchExecutor(Forks.ALL, OnInvalid.REFUSE_BATCH)
            .execute(input, EventSink.NONE)) {
          case BatchOutcome.Executed _ -> result(folder, fork, Result.PASSED, null);
          case BatchOutcome.Unsupported unsupported ->
              result(folder, fork, Result.UNSUPPORTED, unsupported.message());
          case BatchOutcome.InvalidTransaction invalid ->
              result(folder, fork, Result.FAILED, invalid.message());
          case BatchOutcome.InvalidBlock invalid ->
              result(folder, fork, Result.FAILED, invalid.message());
        };
      }
    };
  }

  private static CaseResult result(Path folder, String fork, Result result, String reason) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return new CaseResult(folder.toString(), String.valueOf(name), fork, result, reason);
  }
}
