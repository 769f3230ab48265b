package io.proofmill.cli.cases;

import io.proofmill.circuits.plan.BatchCheck;
import io.proofmill.cli.input.InputOptions;
import io.proofmill.cli.input.ShardOptions;
import io.proofmill.cli.input.ShardOptions.Plan;
import io.proofmill.evm.execution.BatchInput;
import io.proofmill.evm.input.CaseFile;
import io.proofmill.evm.input.StateTestCase;
import io.proofmill.evm.run.CaseFinder;
import io.proofmill.evm.run.CaseResult;
import io.proofmill.evm.run.CaseResult.Verdict;
import io.proofmill.evm.run.RunSummary;
import io.proofmill.proofsystem.check.CheckReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `proofmill check`: executes every case, fills the tables, and checks each constraint in each row
/// and each bus, without proving. A case that must be refused passes when it is.
@Command(
    name = "check",
    description = "Checks every constraint and bus of batches, without proving.")
public final class CheckCommand implements Callable<Integer> {
  @Mixin private InputOptions inputOptions;
  @Mixin private ShardOptions shardOptions;
  @Mixin private CaseOptions caseOptions;

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    CaseReport report = caseOptions.report();
    List<CaseFinder.Found> found = new ArrayList<>();
    CaseFinder.find(caseOptions.paths, found::add);
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    try (ExecutorService pool = Executors.newFixedThreadPool(caseOptions.threads)) {
      List<Future<List<CaseResult>>> checks = new ArrayList<>();
      found.forEach(file -> checks.add(pool.submit(() -> check(file))));
      for (Future<List<CaseResult>> results : checks) {
        for (CaseResult result : results.get()) {
          counts.merge(result.result(), 1, Integer::sum);
          report.add(result);
        }
      }
    }
    report.finish();
    RunSummary summary =
        new RunSummary(
            counts.getOrDefault(Verdict.PASSED, 0),
            counts.getOrDefault(Verdict.FAILED, 0),
            counts.getOrDefault(Verdict.UNREADABLE, 0),
            counts.getOrDefault(Verdict.UNSUPPORTED, 0),
            counts.getOrDefault(Verdict.SKIPPED, 0));
    caseOptions.out().println(summary.line());
    return summary.exitCode();
  }

  private List<CaseResult> check(CaseFinder.Found found) throws IOException {
    String file = found.path().toString();
    OptionalInt bound = shardOptions.maxLogHeight(found.path());
    return switch (CaseFile.read(found.path(), inputOptions.overrides())) {
      case CaseFile.T8nFolder folder -> List.of(check(file, "", folder.input(), bound, false));
      case CaseFile.T8nSpec spec ->
          List.of(check(file, "", spec.input(), bound, !spec.expected().rejected().isEmpty()));
      case CaseFile.StateTests tests ->
          tests.cases().stream().map(test -> check(file, test, bound)).toList();
      case CaseFile.Unknown unknown ->
          List.of(
              new CaseResult(
                  file,
                  "",
                  "",
                  found.named() ? Verdict.UNREADABLE : Verdict.SKIPPED,
                  "unknown kind: " + unknown.why()));
      case CaseFile.Unreadable unreadable ->
          List.of(new CaseResult(file, "", "", Verdict.UNREADABLE, unreadable.error().message()));
    };
  }

  private CaseResult check(String file, StateTestCase test, OptionalInt bound) {
    boolean refused = test.expectException().isPresent();
    if (test.undecodable().isPresent()) {
      return new CaseResult(
          file,
          test.id(),
          test.fork(),
          refused ? Verdict.PASSED : Verdict.FAILED,
          refused ? "" : "the transaction does not decode: " + test.undecodable().get());
    }
    return check(file, test.id(), test.input().orElseThrow(), bound, refused);
  }

  private CaseResult check(
      String file, String id, BatchInput input, OptionalInt bound, boolean mustBeRefused) {
    String fork = input.fork().toString();
    return switch (ShardOptions.plan(input, bound)) {
      case Plan.Unsupported(String reason) ->
          new CaseResult(file, id, fork, Verdict.UNSUPPORTED, reason);
      case Plan.Invalid(String reason) ->
          new CaseResult(
              file,
              id,
              fork,
              mustBeRefused ? Verdict.PASSED : Verdict.FAILED,
              mustBeRefused ? "" : reason);
      case Plan.Planned _ when mustBeRefused ->
          new CaseResult(file, id, fork, Verdict.FAILED, "executed, a refusal expected");
      case Plan.Planned planned -> {
        CheckReport checked = BatchCheck.check(planned.batch());
        yield new CaseResult(
            file,
            id,
            fork,
            checked.accepted() ? Verdict.PASSED : Verdict.FAILED,
            checked.accepted() ? "" : "not satisfied: " + String.join(", ", checked.labels()));
      }
    };
  }
}
