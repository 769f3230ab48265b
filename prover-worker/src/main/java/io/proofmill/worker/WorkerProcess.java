package io.proofmill.worker;

import io.proofmill.jobapi.artifact.DirectoryArtifactStore;
import io.proofmill.jobapi.artifact.DirectoryArtifactStore.Durability;
import io.proofmill.jobapi.cluster.ClusterSettings;
import io.proofmill.jobapi.task.TaskRunner;
import io.proofmill.worker.cluster.BusLink;
import java.io.IOException;
import java.nio.file.Path;

/// A worker with its network, as it runs in a process of its own. The artifact directory is the
/// coordinator's, seen through a shared file system.
public final class WorkerProcess implements AutoCloseable {
  private final BusLink link;
  private final TaskRunner runner;
  private final Worker worker;

  /// Makes the runner of an engine.
  public interface RunnerFactory {
    /// @throws io.proofmill.device.EngineUnavailableException naming what this machine lacks
    TaskRunner open(String engine) throws IOException;
  }

  /// Opens the engine first: a worker whose engine is missing never joins.
  public WorkerProcess(
      WorkerConfig config, ClusterSettings cluster, Path artifactDirectory, RunnerFactory runners)
      throws IOException {
    this.runner = runners.open(config.engine());
    try {
      DirectoryArtifactStore artifacts =
          new DirectoryArtifactStore(artifactDirectory, Durability.FORCED);
      this.link = new BusLink(cluster);
      this.worker = new Worker(config, link, artifacts, runner);
    } catch (IOException | RuntimeException e) {
      runner.close();
      throw e;
    }
  }

  /// Waits until the worker has stopped; returns why the coordinator refused it, or null.
  public String awaitEnd() throws InterruptedException {
    return worker.awaitEnd();
  }

  /// Gives running tasks back and leaves.
  @Override
  public void close() throws IOException {
    try (runner;
        link) {
      worker.close();
    }
  }
}
