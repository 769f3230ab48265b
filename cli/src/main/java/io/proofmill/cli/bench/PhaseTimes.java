package io.proofmill.cli.bench;

import io.proofmill.cli.BuildFacts;
import io.proofmill.jobapi.TaskKind;
import io.proofmill.jobapi.task.TaskCancelledException;
import io.proofmill.jobapi.task.TaskContext;
import io.proofmill.jobapi.task.TaskOutcome;
import io.proofmill.jobapi.task.TaskRunner;
import io.proofmill.jobapi.task.TaskSpec;
import io.proofmill.proofsystem.prove.PhaseListener;
import io.proofmill.proofsystem.prove.ProverPhase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Times and committed cells of a proof by phase: a phase is all tasks of a kind, run one after the
/// other by one worker.
final class PhaseTimes implements PhaseListener {
  /// Reading, executing and planning the batch, before any key is made.
  static final String PREPARE = "prepare";

  /// Making the keys, which a farm's worker does once in its life.
  static final String KEYS = "keys";

  static final String TOTAL = "total";

  private static final class Phase {
    long nanos;
    long cells;
  }

  private final Map<String, Phase> phases = new LinkedHashMap<>();
  private String current;

  synchronized void add(String phase, long nanos) {
    phase(phase).nanos += nanos;
  }

  synchronized long nanosSoFar() {
    return phases.values().stream().mapToLong(phase -> phase.nanos).sum();
  }

  /// The runner, its tasks timed.
  TaskRunner timing(TaskRunner runner) {
    return new TaskRunner() {
      @Override
      public TaskOutcome run(TaskSpec task, TaskContext context)
          throws IOException, InterruptedException, TaskCancelledException {
        begin(task.kind());
        long start = System.nanoTime();
        try {
          return runner.run(task, context);
        } finally {
          add(task.kind().phase(), System.nanoTime() - start);
        }
      }

      @Override
      public void forget(String jobId) {
        runner.forget(jobId);
      }

      @Override
      public void close() {
        runner.close();
      }
    };
  }

  private synchronized void begin(TaskKind kind) {
    current = kind.phase();
  }

  /// Counts the cells that are committed: main, bus and quotient columns.
  @Override
  public synchronized void finished(ProverPhase phase, long cells, long nanos) {
    switch (phase) {
      case COMMIT, AUX, QUOTIENT -> phase(current).cells += cells;
      case EVALUATE, OPEN, VERIFY -> {}
    }
  }

  /// One record per phase, then one for the whole.
  synchronized List<BenchRecord> records(String engine, long totalNanos) {
    BenchRecord.Where where = new BenchRecord.Where(BuildFacts.machine(), BuildFacts.commit());
    List<BenchRecord> records = new ArrayList<>();
    long cells = 0;
    for (var entry : phases.entrySet()) {
      Phase phase = entry.getValue();
      cells += phase.cells;
      records.add(BenchRecord.phase(engine, entry.getKey(), phase.nanos, phase.cells, null, where));
    }
    records.add(BenchRecord.phase(engine, TOTAL, totalNanos, cells, PeakMemory.bytes(), where));
    return records;
  }

  private Phase phase(String name) {
    return phases.computeIfAbsent(name, _ -> new Phase());
  }
}
