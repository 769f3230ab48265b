package io.proofmill.cli.input;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.proofmill.circuits.plan.TraceSummary;
import io.proofmill.cli.CommandFailure;
import io.proofmill.cli.ExitCode;
import io.proofmill.cli.OutputFile;
import io.proofmill.cli.input.ShardOptions.Plan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `proofmill trace`: how many rows, columns and cells each table of a batch takes, and how many
/// shards.
@Command(name = "trace", description = "Shows the tables and shards that a batch takes.")
public final class TraceCommand implements Callable<Integer> {
  private static final String ROW = "%-10s %10s %10s %8s %8s %12s %12s%n";

  @Spec private CommandSpec spec;
  @Mixin private InputOptions inputOptions;
  @Mixin private ShardOptions shardOptions;

  @Parameters(paramLabel = "INPUT", description = "a t8n folder")
  private Path input;

  @Option(names = "--json", paramLabel = "FILE", description = "write the same as JSON")
  private Path jsonFile;

  @Override
  public Integer call() throws IOException {
    if (jsonFile != null) {
      OutputFile.requireWritable(jsonFile);
    }
    TraceSummary summary =
        switch (ShardOptions.plan(inputOptions.read(input), shardOptions.maxLogHeight(input))) {
          case Plan.Planned planned -> TraceSummary.of(planned.batch());
          case Plan.Invalid(String reason) ->
              throw new CommandFailure(ExitCode.REJECTED, input.toString(), reason);
          case Plan.Unsupported(String reason) ->
              throw new CommandFailure(ExitCode.UNSUPPORTED, input.toString(), reason);
        };
    PrintWriter out = spec.commandLine().getOut();
    out.printf(ROW, "table", "rows", "capacity", "columns", "helpers", "cells", "helper cells");
    for (TraceSummary.Table table : summary.tables()) {
      out.printf(
          ROW,
          table.name(),
          table.rows(),
          table.capacity(),
          table.columns(),
          table.helperColumns(),
          table.cells(),
          table.helperCells());
    }
    out.printf("%d shards, %d cells%n", summary.shards(), summary.totalCells());
    out.flush();
    if (jsonFile != null) {
      OutputFile.write(jsonFile, new ObjectMapper().writeValueAsBytes(summary));
    }
    return ExitCode.DONE.code();
  }
}
