package io.proofmill.cli.cases;

import io.proofmill.cli.input.InputOptions;
import io.proofmill.evm.run.CaseRunner;
import io.proofmill.evm.run.RunSummary;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `proofmill execute`: runs the EVM alone on every case below the given paths.
@Command(name = "execute", description = "Executes batches on the EVM alone, without proving.")
public final class ExecuteCommand implements Callable<Integer> {
  @Mixin private InputOptions inputOptions;
  @Mixin private CaseOptions caseOptions;

  @Override
  public Integer call() throws IOException, InterruptedException {
    CaseReport report = caseOptions.report();
    CaseRunner runner = new CaseRunner(inputOptions.overrides(), caseOptions.threads);
    RunSummary summary = runner.run(caseOptions.paths, report::add);
    report.finish();
    caseOptions.out().println(summary.line());
    return summary.exitCode();
  }
}
