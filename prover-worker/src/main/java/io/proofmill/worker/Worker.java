package io.proofmill.worker;

import io.proofmill.jobapi.ArtifactRef;
import io.proofmill.jobapi.Failure;
import io.proofmill.jobapi.FailureCategory;
import io.proofmill.jobapi.artifact.ArtifactStore;
import io.proofmill.jobapi.lease.Completion;
import io.proofmill.jobapi.lease.FarmLink;
import io.proofmill.jobapi.lease.Heartbeat;
import io.proofmill.jobapi.lease.HeartbeatReply;
import io.proofmill.jobapi.lease.LeaseReply;
import io.proofmill.jobapi.lease.LeaseRequest;
import io.proofmill.jobapi.lease.ReportReply;
import io.proofmill.jobapi.lease.TaskClaim;
import io.proofmill.jobapi.lease.TaskFailure;
import io.proofmill.jobapi.task.TaskCancelledException;
import io.proofmill.jobapi.task.TaskOutcome;
import io.proofmill.jobapi.task.TaskRunner;
import io.proofmill.jobapi.task.TaskSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Leases tasks, runs them and reports: one thread per slot. The same loop serves a worker process
/// on the event bus and the workers inside one process.
public final class Worker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final long BACKOFF_MS = 200;
  private static final long BACKOFF_MS_MAX = 5_000;

  private static final Duration LOOK_FOR_ENDED = Duration.ofSeconds(5);

  // Longer than a coordinator takes to restart; by then the lease is gone and the result refused.
  private static final Duration REPORT_FOR = Duration.ofMinutes(10);

  private final WorkerConfig config;
  private final FarmLink link;
  private final ArtifactStore artifacts;
  private final TaskRunner runner;
  private final List<Thread> slots = new ArrayList<>();
  private final Set<RunningLease> running = ConcurrentHashMap.newKeySet();
  private final CountDownLatch ended;
  // One claim per job that the runner may keep something for.
  private final Map<String, TaskClaim> remembered = new ConcurrentHashMap<>();
  private volatile long lookedForEndedNs = System.nanoTime();
  private volatile boolean stopping;
  private volatile String refusal;

  private interface Report {
    ReportReply send() throws IOException, InterruptedException;
  }

  /// Starts to lease. The worker does not own the link, the store or the runner.
  public Worker(WorkerConfig config, FarmLink link, ArtifactStore artifacts, TaskRunner runner) {
    this.config = config;
    this.link = link;
    this.artifacts = artifacts;
    this.runner = runner;
    this.ended = new CountDownLatch(config.slots());
    for (int i = 0; i < config.slots(); i++) {
      slots.add(
          Thread.ofPlatform()
              .name(config.workerId() + "-" + i)
              .start(() -> {
                try {
                  work();
                } finally {
                  ended.countDown();
                }
              }));
    }
    LOG.info(
        "worker started: worker={} engine={} slots={} protocolVersion={} vkTreeRoot={}",
        config.workerId(),
        config.engine(),
        config.slots(),
        config.identity().protocolVersion(),
        config.identity().vkTreeRoot());
  }

  /// Waits until the worker has stopped; returns why the coordinator refused it, or null when it
  /// was told to stop.
  public String awaitEnd() throws InterruptedException {
    ended.await();
    return refusal;
  }

  /// Leases nothing more, gives running tasks back and waits for the threads.
  @Override
  public void close() {
    stopping = true;
    running.forEach(lease -> lease.stop(RunningLease.Stop.WORKER_STOPPED));
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    LOG.info("worker stopped: worker={}", config.workerId());
  }

  private void work() {
    try {
      String requestId = UUID.randomUUID().toString();
      int failures = 0;
      while (!stopping) {
        LeaseReply reply;
        forgetEndedJobs();
        try {
          reply =
              link.lease(
                  new LeaseRequest(
                      config.workerId(), config.identity(), config.engine(), requestId));
        } catch (IOException | RuntimeException e) {
          failures++;
          LOG.warn(
              "lease request lost: worker={} failures={} cause=\"{}\"",
              config.workerId(),
              failures,
              e.getMessage());
          backOff(failures);
          continue; // the same request: a lease whose answer was lost is found again
        }
        failures = 0;
        requestId = UUID.randomUUID().toString();
        switch (reply) {
          case LeaseReply.Granted(TaskSpec task, long leaseMs) -> run(task, leaseMs);
          case LeaseReply.Nothing() -> {}
          case LeaseReply.Refused(String reason) -> {
            LOG.error("worker refused: worker={} reason=\"{}\"", config.workerId(), reason);
            refusal = reason;
            stopping = true;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.error("worker interrupted: worker={}", config.workerId());
    }
  }

  /// Drops what is kept for jobs that have ended. A heartbeat for any task of a job, done or not,
  /// is answered with whether the job has ended.
  private void forgetEndedJobs() throws InterruptedException {
    if (System.nanoTime() - lookedForEndedNs < LOOK_FOR_ENDED.toNanos()) {
      return;
    }
    lookedForEndedNs = System.nanoTime();
    for (TaskClaim claim : remembered.values()) {
      try {
        if (link.heartbeat(new Heartbeat(claim, "done", 1)) == HeartbeatReply.CANCELLED) {
          forget(claim.jobId());
        }
      } catch (IOException | RuntimeException e) {
        LOG.debug("job not asked for: job={} cause=\"{}\"", claim.jobId(), e.getMessage());
      }
    }
  }

  private void forget(String jobId) {
    remembered.remove(jobId);
    runner.forget(jobId);
  }

  private void run(TaskSpec task, long leaseMs) throws InterruptedException {
    TaskClaim claim = TaskClaim.of(config.workerId(), task);
    remembered.put(task.jobId(), claim);
    long startNs = System.nanoTime();
    LOG.info(
        "task started: job={} task={} attempt={} worker={}",
        task.jobId(),
        task.name(),
        task.attempt(),
        config.workerId());
    try (RunningLease lease = new RunningLease(task, claim, leaseMs, link, artifacts)) {
      running.add(lease);
      try {
        if (stopping) {
          lease.stop(RunningLease.Stop.WORKER_STOPPED);
        }
        TaskOutcome outcome = outcome(task, lease);
        report(task, claim, lease, outcome, (System.nanoTime() - startNs) / 1_000_000);
      } finally {
        running.remove(lease);
      }
    }
  }

  /// Runs the task; whatever it throws becomes a typed failure.
  private TaskOutcome outcome(TaskSpec task, RunningLease lease) {
    try {
      return runner.run(task, lease);
    } catch (TaskCancelledException e) {
      return new TaskOutcome.Failed(FailureCategory.INTERNAL, "cancelled without being told to");
    } catch (InterruptedException e) {
      return new TaskOutcome.Failed(FailureCategory.INTERNAL, "interrupted without being told to");
    } catch (OutOfMemoryError e) {
      return failed(task, FailureCategory.OUT_OF_MEMORY, e);
    } catch (IOException e) {
      return failed(task, FailureCategory.INFRASTRUCTURE, e);
    } catch (RuntimeException | Error e) {
      return failed(task, FailureCategory.INTERNAL, e);
    } finally {
      lease.returned();
    }
  }

  private static TaskOutcome failed(TaskSpec task, FailureCategory category, Throwable cause) {
    LOG.error(
        "task threw: job={} task={} attempt={} category={}",
        task.jobId(),
        task.name(),
        task.attempt(),
        category,
        cause);
    return new TaskOutcome.Failed(Failure.of(category, cause));
  }

  private void report(
      TaskSpec task, TaskClaim claim, RunningLease lease, TaskOutcome outcome, long durationMs)
      throws InterruptedException {
    RunningLease.Stop stop = lease.stop();
    if (stop == RunningLease.Stop.CANCELLED || stop == RunningLease.Stop.STALE) {
      if (stop == RunningLease.Stop.CANCELLED) {
        forget(task.jobId());
      }
      LOG.info(
          "task stopped: job={} task={} attempt={} why={}",
          task.jobId(),
          task.name(),
          task.attempt(),
          stop);
      return;
    }
    ReportReply reply =
        switch (outcome) {
          case TaskOutcome.Completed(var outputs, var metadata) -> {
            Map<String, ArtifactRef> refs = new HashMap<>();
            try {
              for (Map.Entry<String, byte[]> output : outputs.entrySet()) {
                refs.put(output.getKey(), artifacts.put(output.getValue()));
              }
            } catch (IOException e) {
              Failure failure = Failure.of(FailureCategory.INFRASTRUCTURE, e);
              yield persist(task, () -> link.fail(new TaskFailure(claim, failure)));
            }
            yield persist(task, () -> link.complete(new Completion(claim, refs, metadata)));
          }
          case TaskOutcome.Failed(Failure failure) -> {
            Failure reported =
                stop == RunningLease.Stop.WORKER_STOPPED
                    ? new Failure(FailureCategory.WORKER_STOPPED, "the worker was told to stop")
                    : failure;
            yield persist(task, () -> link.fail(new TaskFailure(claim, reported)));
          }
        };
    LOG.info(
        "task reported: job={} task={} attempt={} outcome={} reply={} durationMs={}",
        task.jobId(),
        task.name(),
        task.attempt(),
        outcome.getClass().getSimpleName(),
        reply,
        durationMs);
  }

  /// Reports until it is answered: a coordinator that restarts takes the result when it is back.
  private ReportReply persist(TaskSpec task, Report report) throws InterruptedException {
    long deadlineNs = System.nanoTime() + REPORT_FOR.toNanos();
    for (int failures = 1; ; failures++) {
      try {
        return report.send();
      } catch (IOException | RuntimeException e) {
        LOG.warn(
            "report lost: job={} task={} attempt={} failures={} cause=\"{}\"",
            task.jobId(),
            task.name(),
            task.attempt(),
            failures,
            e.getMessage());
        boolean giveUp = stopping && failures >= 3 || System.nanoTime() > deadlineNs;
        if (giveUp) {
          return ReportReply.STALE;
        }
        backOff(failures);
      }
    }
  }

  private static void backOff(int failures) throws InterruptedException {
    Thread.sleep(Math.min(BACKOFF_MS << Math.min(failures - 1, 10), BACKOFF_MS_MAX));
  }
}
