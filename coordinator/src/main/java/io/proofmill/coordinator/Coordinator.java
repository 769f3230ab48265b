package io.proofmill.coordinator;

import io.proofmill.coordinator.job.Jobs;
import io.proofmill.coordinator.lease.Leases;
import io.proofmill.coordinator.progress.ProgressBoard;
import io.proofmill.coordinator.store.Database;
import io.proofmill.coordinator.store.JobStore;
import io.proofmill.coordinator.verify.ProofChecker;
import io.proofmill.coordinator.verify.Verifications;
import io.proofmill.jobapi.artifact.ArtifactStore;
import io.proofmill.jobapi.artifact.DirectoryArtifactStore;
import io.proofmill.jobapi.artifact.DirectoryArtifactStore.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A coordinator without its network: jobs, leases, verification and the clockwork that expires
/// them. The HTTP API and the event bus are put around it; one process can also use it directly.
public final class Coordinator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Coordinator.class);
  private static final Duration SWEEP_EVERY = Duration.ofMillis(250);
  private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);

  private final CoordinatorConfig config;
  private final Database database;
  private final ArtifactStore artifacts;
  private final Signals signals = new Signals();
  private final ProgressBoard progress = new ProgressBoard();
  private final JobStore store;
  private final Leases leases;
  private final Jobs jobs;
  private final List<Thread> threads;
  private volatile boolean closing;

  /// Opens the stores and starts to work.
  public Coordinator(CoordinatorConfig config, ProofChecker checker, InstantSource clock)
      throws IOException {
    this.config = config;
    Files.createDirectories(config.directory());
    boolean durable =
        switch (config.storage()) {
          case DURABLE -> true;
          case EPHEMERAL -> false;
        };
    this.artifacts =
        new DirectoryArtifactStore(
            config.directory().resolve("artifacts"),
            durable ? Durability.FORCED : Durability.CACHED);
    this.database = durable ? Database.file(config.directory().resolve("jobs")) : Database.memory();
    this.store = new JobStore(database, clock);
    this.leases =
        new Leases(store, artifacts, signals, progress, config.identity(), config.leases(), clock);
    this.jobs = new Jobs(store, artifacts, signals, progress, config.identity().vkTreeRoot());
    Verifications verifications = new Verifications(leases, artifacts, checker, config.identity());
    this.threads =
        List.of(
            loop(
                "lease-sweeper",
                () -> {
                  leases.expire();
                  jobs.expire();
                  Thread.sleep(SWEEP_EVERY);
                }),
            loop("verifier", verifications::runOne));
    LOG.info(
        "coordinator opened: directory={} storage={} protocolVersion={} vkTreeRoot={}",
        config.directory(),
        config.storage(),
        config.identity().protocolVersion(),
        config.identity().vkTreeRoot());
  }

  /// The configuration.
  public CoordinatorConfig config() {
    return config;
  }

  /// Takes and ends jobs.
  public Jobs jobs() {
    return jobs;
  }

  /// Leases; also the link of workers in the same process.
  public Leases leases() {
    return leases;
  }

  /// Reads jobs.
  public JobStore store() {
    return store;
  }

  /// Where inputs, intermediate results and proofs lie.
  public ArtifactStore artifacts() {
    return artifacts;
  }

  /// Changes of jobs in this process.
  public Signals signals() {
    return signals;
  }

  /// Running tasks' progress.
  public ProgressBoard progress() {
    return progress;
  }

  /// Stops in order: no more leases, then the threads, then the database. The threads are not
  /// interrupted, since an interrupt inside H2 closes its file.
  @Override
  public void close() {
    closing = true;
    leases.close();
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    database.close();
    LOG.info("coordinator closed: directory={}", config.directory());
  }

  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  /// Repeats a step until the coordinator closes; an error is logged and the step tried again after
  /// a pause, since the database or the disk may come back.
  private Thread loop(String name, Step step) {
    return Thread.ofPlatform()
        .daemon()
        .name(name)
        .start(() -> {
          try {
            while (!closing) {
              runLogged(name, step);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.error("loop interrupted: loop={}", name);
          }
        });
  }

  private void runLogged(String name, Step step) throws InterruptedException {
    try {
      step.run();
    } catch (IOException | RuntimeException e) {
      if (!closing) {
        LOG.error("loop failed: loop={}", name, e);
        Thread.sleep(PAUSE_AFTER_ERROR);
      }
    }
  }
}
