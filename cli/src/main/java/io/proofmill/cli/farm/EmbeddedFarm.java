package io.proofmill.cli.farm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.coordinator.Coordinator;
import io.proofmill.coordinator.CoordinatorConfig;
import io.proofmill.coordinator.Signals;
import io.proofmill.coordinator.job.Submission;
import io.proofmill.coordinator.lease.LeaseConfig;
import io.proofmill.coordinator.store.JobRow;
import io.proofmill.coordinator.verify.ProofChecker;
import io.proofmill.jobapi.Failure;
import io.proofmill.jobapi.FarmIdentity;
import io.proofmill.jobapi.http.RunningTask;
import io.proofmill.jobapi.http.SubmitRequest;
import io.proofmill.jobapi.http.TaskStatus;
import io.proofmill.jobapi.task.TaskRunner;
import io.proofmill.worker.Worker;
import io.proofmill.worker.WorkerConfig;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// A whole farm in this process: the coordinator's own task graph, leases and verification, with
/// one worker beside it. No network, and nothing on disk but scratch files that go with it.
public final class EmbeddedFarm implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final int ABANDON_ATTEMPTS = 10;

  private final Path scratch;
  private final Coordinator coordinator;
  private final TaskRunner runner;
  private final Worker worker;

  /// An interruption ends the JVM without [#close()]; the scratch files go all the same.
  private final Thread atInterruption;

  /// How far a job is.
  ///
  /// @param tasks all tasks known so far, in graph order
  /// @param running what the running ones last said
  public record Progress(
      String phase, int done, int total, List<TaskStatus> tasks, List<RunningTask> running) {}

  /// Receives progress on the calling thread of `prove`.
  public interface ProgressListener {
    void progress(Progress progress);
  }

  /// How a job ended.
  public sealed interface Outcome {
    /// The coordinator accepted this proof file. The tasks carry the times of their attempts.
    record Proved(byte[] proofFile, List<TaskStatus> tasks) implements Outcome {}

    /// The job failed in a task, for a typed reason.
    record Failed(Failure failure, String task) implements Outcome {}
  }

  private EmbeddedFarm(Path scratch, Coordinator coordinator, TaskRunner runner, Worker worker) {
    this.scratch = scratch;
    this.coordinator = coordinator;
    this.runner = runner;
    this.worker = worker;
    this.atInterruption = new Thread(this::abandon, "scratch-remover");
    Runtime.getRuntime().addShutdownHook(atInterruption);
  }

  /// Opens a farm. The runner stays the caller's, who closes it after the farm.
  ///
  /// @param slots tasks at once; tasks use several threads themselves
  public static EmbeddedFarm open(
      FarmIdentity identity, String engine, TaskRunner runner, ProofChecker checker, int slots)
      throws IOException {
    Path scratch = Files.createTempDirectory("proofmill-");
    try {
      Coordinator coordinator =
          new Coordinator(
              new CoordinatorConfig(
                  identity, scratch, CoordinatorConfig.Storage.EPHEMERAL, LeaseConfig.EMBEDDED),
              checker,
              InstantSource.system());
      Worker worker =
          new Worker(
              new WorkerConfig("embedded", identity, engine, slots),
              coordinator.leases(),
              coordinator.artifacts(),
              runner);
      return new EmbeddedFarm(scratch, coordinator, runner, worker);
    } catch (IOException | RuntimeException e) {
      deleteFolder(scratch);
      throw e;
    }
  }

  /// Proves one input, e.g. `{"t8n": {"alloc", "env", "txs", "config"}}`.
  ///
  /// @param parameters how to prove, e.g. `{"maxLogHeight": 8}`
  public Outcome prove(ObjectNode input, ObjectNode parameters, ProgressListener listener)
      throws IOException, InterruptedException {
    SubmitRequest request = new SubmitRequest(input, null, null, null, parameters);
    String id =
        switch (coordinator.jobs().submit(request, Optional.empty())) {
          case Submission.Stored(JobRow job) -> job.id();
          case Submission.Known _, Submission.KeyReused _, Submission.UnknownInput _ ->
              throw new IllegalStateException("a job without a key and with its input is new");
        };
    try {
      JobRow job = follow(id, listener);
      return switch (job.state()) {
        case SUCCEEDED ->
            new Outcome.Proved(
                coordinator.artifacts().get(job.proof().orElseThrow()),
                coordinator.store().tasks(id));
        case FAILED ->
            new Outcome.Failed(job.failure().orElseThrow(), job.failureTask().orElse(""));
        case QUEUED, RUNNING, VERIFYING, CANCELLED, EXPIRED ->
            throw new IllegalStateException("the job ended as " + job.state());
      };
    } finally {
      runner.forget(id);
    }
  }

  private JobRow follow(String id, ProgressListener listener) throws InterruptedException {
    Signals signals = coordinator.signals();
    while (true) {
      long seen = signals.version();
      JobRow job = coordinator.store().find(id).orElseThrow();
      List<RunningTask> running =
          coordinator.progress().of(id).stream()
              .map(p -> new RunningTask(p.task(), p.worker(), p.step(), p.fraction()))
              .toList();
      listener.progress(
          new Progress(
              job.phase(),
              job.tasksDone(),
              job.tasksTotal(),
              coordinator.store().tasks(id),
              running));
      if (job.state().isTerminal()) {
        return job;
      }
      signals.awaitChange(seen, LOOK_EVERY);
    }
  }

  /// Stops the worker and deletes the scratch files.
  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(atInterruption);
    } catch (IllegalStateException _) {
      return; // the JVM ends; the hook removes the files
    }
    coordinator.leases().close();
    worker.close();
    coordinator.close();
    deleteFolder(scratch);
  }

  /// Deletes the scratch files while a task may still be writing some.
  private void abandon() {
    for (int attempt = 1; ; attempt++) {
      try {
        deleteFolder(scratch);
        return;
      } catch (IOException e) {
        if (attempt == ABANDON_ATTEMPTS) {
          System.err.println("proofmill: " + scratch + ": could not be removed: " + e);
          return;
        }
      }
    }
  }

  private static void deleteFolder(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
