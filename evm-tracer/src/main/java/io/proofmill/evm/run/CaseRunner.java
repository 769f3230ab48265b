package io.proofmill.evm.run;

import io.proofmill.evm.event.EventSink;
import io.proofmill.evm.execution.BatchExecutor;
import io.proofmill.evm.execution.BatchInput;
import io.proofmill.evm.execution.BatchOutcome;
import io.proofmill.evm.execution.BatchResult;
import io.proofmill.evm.execution.BlockResult;
import io.proofmill.evm.execution.EvmEngine;
import io.proofmill.evm.input.CaseFile;
import io.proofmill.evm.input.Overrides;
import io.proofmill.evm.input.StateTestCase;
import io.proofmill.evm.input.T8nExpectation;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.run.CaseResult.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Executes the cases below paths and tells how each went, in the order they are found. A case with
/// an expectation passes when it is met, refusals included; a batch without one when it runs.
public final class CaseRunner {
  private final Overrides overrides;
  private final int threads;
  private final EvmEngine refusing =
      new BatchExecutor(BatchExecutor.Forks.ALL, BatchExecutor.OnInvalid.REFUSE_BATCH);
  private final EvmEngine leavingOut =
      new BatchExecutor(BatchExecutor.Forks.ALL, BatchExecutor.OnInvalid.LEAVE_OUT);

  public CaseRunner(Overrides overrides, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread, not " + threads);
    }
    this.overrides = overrides;
    this.threads = threads;
  }

  /// Runs everything below `paths`. Files are run in parallel; `results` is called by the caller's
  /// thread.
  public RunSummary run(List<Path> paths, Consumer<CaseResult> results)
      throws IOException, InterruptedException {
    List<CaseFinder.Found> found = new ArrayList<>();
    CaseFinder.find(paths, found::add);
    int[] counts = new int[Verdict.values().length];
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      // A window, so that results of a long list do not pile up behind a slow case.
      Deque<Future<List<CaseResult>>> running = new ArrayDeque<>();
      int next = 0;
      while (next < found.size() || !running.isEmpty()) {
        while (next < found.size() && running.size() < 4 * threads) {
          CaseFinder.Found file = found.get(next++);
          running.add(pool.submit(() -> runFile(file)));
        }
        for (CaseResult result : await(running.remove())) {
          counts[result.result().ordinal()]++;
          results.accept(result);
        }
      }
    }
    return new RunSummary(
        counts[Verdict.PASSED.ordinal()],
        counts[Verdict.FAILED.ordinal()],
        counts[Verdict.UNREADABLE.ordinal()],
        counts[Verdict.UNSUPPORTED.ordinal()],
        counts[Verdict.SKIPPED.ordinal()]);
  }

  private static List<CaseResult> await(Future<List<CaseResult>> future)
      throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a case made the engine throw", e.getCause());
    }
  }

  private List<CaseResult> runFile(CaseFinder.Found found) {
    String file = found.path().toString();
    return switch (CaseFile.read(found.path(), overrides)) {
      case CaseFile.T8nFolder folder -> List.of(runFolder(file, folder.input()));
      case CaseFile.T8nSpec spec -> List.of(runSpec(file, spec.input(), spec.expected()));
      case CaseFile.StateTests tests ->
          tests.cases().stream().map(test -> runStateTest(file, test)).toList();
      case CaseFile.Unknown unknown -> {
        Verdict verdict = found.named() ? Verdict.UNREADABLE : Verdict.SKIPPED;
        yield List.of(new CaseResult(file, "", "", verdict, "unknown kind: " + unknown.why()));
      }
      case CaseFile.Unreadable unreadable -> {
        String reason = unreadable.error().message();
        yield List.of(new CaseResult(file, "", "", Verdict.UNREADABLE, reason));
      }
    };
  }

  private CaseResult runFolder(String file, BatchInput input) {
    String fork = input.fork().rules().name();
    return switch (refusing.execute(input, EventSink.NONE)) {
      case BatchOutcome.Executed ignored -> new CaseResult(file, "", fork, Verdict.PASSED, "");
      case BatchOutcome.Unsupported refused ->
          new CaseResult(file, "", fork, Verdict.UNSUPPORTED, refused.message());
      case BatchOutcome.Refused refused ->
          new CaseResult(file, "", fork, Verdict.FAILED, refused.message());
    };
  }

  private CaseResult runSpec(String file, BatchInput input, T8nExpectation expected) {
    String fork = input.fork().rules().name();
    return switch (leavingOut.execute(input, EventSink.NONE)) {
      case BatchOutcome.Executed executed ->
          verdict(file, "", fork, difference(executed.result(), expected));
      case BatchOutcome.Unsupported refused ->
          new CaseResult(file, "", fork, Verdict.UNSUPPORTED, refused.message());
      case BatchOutcome.Refused refused ->
          new CaseResult(file, "", fork, Verdict.FAILED, refused.message());
    };
  }

  /// What differs from the expectation first.
  private static Optional<String> difference(BatchResult result, T8nExpectation expected) {
    BlockResult block = result.blocks().getLast();
    List<Integer> rejected =
        block.rejected().stream().map(BatchOutcome.InvalidTransaction::transaction).toList();
    if (!rejected.equals(expected.rejected())) {
      return Optional.of("rejected " + rejected + ", expected " + expected.rejected());
    }
    if (expected.gasUsed().isPresent()
        && expected.gasUsed().getAsLong() != block.header().gasUsed()) {
      return Optional.of(
          "gasUsed " + block.header().gasUsed() + ", expected " + expected.gasUsed().getAsLong());
    }
    return differs("stateRoot", block.header().stateRoot(), expected.stateRoot())
        .or(() -> differs("txRoot", block.header().transactionsRoot(), expected.transactionsRoot()))
        .or(() -> differs("receiptsRoot", block.header().receiptsRoot(), expected.receiptsRoot()));
  }

  private static Optional<String> differs(String name, Hash32 found, Optional<Hash32> expected) {
    return expected
        .filter(hash -> !hash.equals(found))
        .map(hash -> name + " " + found + ", expected " + hash);
  }

  private CaseResult runStateTest(String file, StateTestCase test) {
    if (test.undecodable().isPresent()) {
      return verdict(
          file,
          test.id(),
          test.fork(),
          test.expectException().isPresent()
              ? Optional.empty()
              : Optional.of("the transaction does not decode: " + test.undecodable().get()));
    }
    BatchInput input = test.input().orElseThrow();
    Optional<String> exception = test.expectException();
    return switch (refusing.execute(input, EventSink.NONE)) {
      case BatchOutcome.Executed executed -> {
        Hash32 root = executed.result().facts().postStateRoot();
        yield verdict(
            file,
            test,
            exception
                .map(expected -> "executed, expected " + expected)
                .or(() -> differs("state root", root, Optional.of(test.expectedRoot()))));
      }
      case BatchOutcome.InvalidTransaction refused -> {
        // The state stays as it was.
        Hash32 root = input.preState().copy().root();
        yield verdict(
            file,
            test,
            exception.isPresent()
                ? differs("state root", root, Optional.of(test.expectedRoot()))
                : Optional.of(refused.message()));
      }
      case BatchOutcome.InvalidBlock refused -> verdict(file, test, Optional.of(refused.message()));
      case BatchOutcome.Unsupported refused ->
          new CaseResult(file, test.id(), test.fork(), Verdict.UNSUPPORTED, refused.message());
    };
  }

  private static CaseResult verdict(String file, StateTestCase test, Optional<String> problem) {
    return verdict(file, test.id(), test.fork(), problem);
  }

  private static CaseResult verdict(String file, String id, String fork, Optional<String> problem) {
    return new CaseResult(
        file, id, fork, problem.isEmpty() ? Verdict.PASSED : Verdict.FAILED, problem.orElse(""));
  }
}
