package io.proofmill.worker;

import io.proofmill.jobapi.ArtifactRef;
import io.proofmill.jobapi.artifact.ArtifactStore;
import io.proofmill.jobapi.lease.FarmLink;
import io.proofmill.jobapi.lease.Heartbeat;
import io.proofmill.jobapi.lease.TaskClaim;
import io.proofmill.jobapi.task.TaskCancelledException;
import io.proofmill.jobapi.task.TaskContext;
import io.proofmill.jobapi.task.TaskSpec;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One leased task while it runs: renews its lease on a thread of its own, passes progress on, and
/// stops the task when the coordinator says so.
final class RunningLease implements TaskContext, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningLease.class);
  private static final long BEAT_MS_MAX = 1_000;

  /// Why a task was told to stop.
  enum Stop {
    /// Its job ended.
    CANCELLED,
    /// The lease is somebody else's now.
    STALE,
    /// This worker shuts down.
    WORKER_STOPPED
  }

  private final TaskSpec task;
  private final TaskClaim claim;
  private final FarmLink link;
  private final ArtifactStore artifacts;
  private final Thread runner;
  private final Thread heart;
  private volatile String step = "started";
  private volatile double fraction = -1;
  private volatile Stop stop;
  private boolean running = true;
  private boolean closed;

  /// Starts the heartbeats; the calling thread is the one that will run the task.
  RunningLease(
      TaskSpec task, TaskClaim claim, long leaseMs, FarmLink link, ArtifactStore artifacts) {
    this.task = task;
    this.claim = claim;
    this.link = link;
    this.artifacts = artifacts;
    this.runner = Thread.currentThread();
    long beatMs = Math.max(1, Math.min(BEAT_MS_MAX, leaseMs / 5));
    this.heart =
        Thread.ofPlatform().daemon().name("heartbeat-" + task.name()).start(() -> beat(beatMs));
  }

  /// Why the task was told to stop, or null.
  Stop stop() {
    return stop;
  }

  /// Tells the task to stop: it sees the flag, and blocking calls are interrupted.
  synchronized void stop(Stop why) {
    if (stop == null) {
      stop = why;
    }
    if (running) {
      runner.interrupt();
    }
    notifyAll();
  }

  /// The runner has returned. From here on its thread is not interrupted; the lease is kept until
  /// the result is reported.
  synchronized void returned() {
    running = false;
    // An interrupt that came too late to matter to the task must not hit what follows.
    if (Thread.interrupted()) {
      LOG.debug("late interrupt dropped: job={} task={}", task.jobId(), task.name());
    }
  }

  @Override
  public byte[] input(String name) throws IOException {
    ArtifactRef ref = task.inputs().get(name);
    if (ref == null) {
      throw new IllegalArgumentException("task " + task.name() + " has no input " + name);
    }
    return artifacts.get(ref);
  }

  @Override
  public void progress(String newStep, double newFraction) {
    step = newStep;
    fraction = Math.min(1, newFraction);
  }

  @Override
  public void checkCancelled() throws TaskCancelledException {
    if (stop != null) {
      throw new TaskCancelledException("task " + task.name() + " was told to stop: " + stop);
    }
  }

  @Override
  public boolean isCancelled() {
    return stop != null;
  }

  /// Ends the heartbeats.
  @Override
  public void close() {
    synchronized (this) {
      running = false;
      closed = true;
      notifyAll();
    }
  }

  private synchronized boolean pause(long ms) throws InterruptedException {
    long deadlineNs = System.nanoTime() + ms * 1_000_000;
    while (!closed && stop == null) {
      long leftMs = (deadlineNs - System.nanoTime()) / 1_000_000;
      if (leftMs <= 0) {
        return true;
      }
      wait(leftMs);
    }
    return false;
  }

  private void beat(long beatMs) {
    try {
      while (pause(beatMs)) {
        try {
          switch (link.heartbeat(new Heartbeat(claim, step, fraction))) {
            case CONTINUE -> {}
            case CANCELLED -> stop(Stop.CANCELLED);
            case STALE -> stop(Stop.STALE);
          }
        } catch (IOException | RuntimeException e) {
          // The lease may run out meanwhile; then the attempt number decides.
          LOG.warn(
              "heartbeat lost: job={} task={} attempt={} cause=\"{}\"",
              task.jobId(),
              task.name(),
              task.attempt(),
              e.getMessage());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.error("heartbeat interrupted: job={} task={}", task.jobId(), task.name());
    }
  }
}
