package io.proofmill.worker.pipeline;

import io.proofmill.aggregator.recursion.RejectedChildException;
import io.proofmill.jobapi.FailureCategory;
import io.proofmill.jobapi.task.TaskCancelledException;
import io.proofmill.jobapi.task.TaskContext;
import io.proofmill.jobapi.task.TaskOutcome;
import io.proofmill.jobapi.task.TaskRunner;
import io.proofmill.jobapi.task.TaskSpec;
import io.proofmill.proofsystem.prove.PhaseListener;
import io.proofmill.proofsystem.prove.UnsatisfiedException;
import java.io.IOException;

/// Does a job's tasks: traces, commits, draws the challenge, proves and aggregates. Nothing is kept
/// between tasks but committed shards, which any worker can commit again from the witness artifact.
public final class ProvingTaskRunner implements TaskRunner {
  private final TraceTask trace;
  private final ShardTasks shards;
  private final AggregateTask aggregate;

  public ProvingTaskRunner(ProvingSetup setup) {
    this(setup, PhaseListener.NONE);
  }

  /// @param phases told of every phase of every proof
  public ProvingTaskRunner(ProvingSetup setup, PhaseListener phases) {
    this.trace = new TraceTask(setup);
    this.shards = new ShardTasks(setup, phases);
    this.aggregate = new AggregateTask(setup, phases);
  }

  @Override
  public TaskOutcome run(TaskSpec task, TaskContext context)
      throws IOException, TaskCancelledException {
    context.checkCancelled();
    try {
      return switch (task.kind()) {
        case TRACE -> trace.run(task, context);
        case COMMIT -> shards.commit(task, context);
        case CHALLENGE -> shards.challenge(task, context);
        case PROVE -> shards.prove(task, context);
        case AGGREGATE -> aggregate.run(task, context);
        case VERIFY -> throw new IllegalArgumentException("verification is not a worker's task");
      };
    } catch (UnsatisfiedException e) {
      return new TaskOutcome.Failed(FailureCategory.UNSATISFIED, e.getMessage());
    } catch (RejectedChildException e) {
      return new TaskOutcome.Failed(
          FailureCategory.REJECTED_PROOF, task.children().get(e.child()) + ": " + e.getMessage());
    }
  }

  @Override
  public void forget(String jobId) {
    shards.forget(jobId);
  }
}
