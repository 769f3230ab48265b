package io.proofmill.coordinator.job;

import io.proofmill.coordinator.Signals;
import io.proofmill.coordinator.progress.ProgressBoard;
import io.proofmill.coordinator.store.JobRow;
import io.proofmill.coordinator.store.JobStore;
import io.proofmill.coordinator.store.NewJob;
import io.proofmill.jobapi.ArtifactRef;
import io.proofmill.jobapi.JobState;
import io.proofmill.jobapi.StrictJson;
import io.proofmill.jobapi.artifact.ArtifactStore;
import io.proofmill.jobapi.http.SubmitRequest;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes, cancels and expires jobs.
public final class Jobs {
  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

  private final JobStore store;
  private final ArtifactStore artifacts;
  private final Signals signals;
  private final ProgressBoard progress;
  private final String vkTreeRoot;

  public Jobs(
      JobStore store,
      ArtifactStore artifacts,
      Signals signals,
      ProgressBoard progress,
      String vkTreeRoot) {
    this.store = store;
    this.artifacts = artifacts;
    this.signals = signals;
    this.progress = progress;
    this.vkTreeRoot = vkTreeRoot;
  }

  /// Stores a job. When this returns, the job and its input are on disk.
  public Submission submit(SubmitRequest request, Optional<String> idempotencyKey)
      throws IOException {
    ArtifactRef input;
    if (request.inputSha256().isPresent()) {
      String sha256 = request.inputSha256().get();
      long length = artifacts.length(sha256);
      if (length < 0) {
        return new Submission.UnknownInput(sha256);
      }
      input = new ArtifactRef(sha256, length);
    } else {
      input = artifacts.put(StrictJson.encodeBytes(request.input()));
    }
    String requestSha256 = sha256(StrictJson.encodeBytes(request));
    JobStore.Creation creation =
        store.create(
            new NewJob(
                input,
                request.parameters() == null ? StrictJson.object() : request.parameters(),
                request.labels() == null ? Map.of() : request.labels(),
                request.priority() == null ? 0 : request.priority(),
                deadlineMs(request),
                idempotencyKey,
                requestSha256,
                vkTreeRoot));
    return switch (creation) {
      case JobStore.Creation.KeyTaken(JobRow job) ->
          job.requestSha256().equals(requestSha256)
              ? new Submission.Known(job)
              : new Submission.KeyReused();
      case JobStore.Creation.Created(JobRow job) -> {
        LOG.info(
            "job stored: job={} inputSha256={} inputBytes={} priority={}",
            job.id(),
            input.sha256(),
            input.bytes(),
            job.priority());
        signals.changed(job.id());
        yield new Submission.Stored(job);
      }
    };
  }

  /// Cancels a job: its tasks can no longer be leased, and the next heartbeat of each worker that
  /// holds one tells it to stop.
  public Cancellation cancel(String id) {
    Cancellation outcome =
        store
            .<Cancellation>withJob(
                id,
                job -> {
                  if (job.row().state() == JobState.CANCELLED) {
                    return new Cancellation.Cancelled(job.row());
                  }
                  if (job.row().state().isTerminal()) {
                    return new Cancellation.AlreadyFinished(job.row());
                  }
                  job.finish(JobState.CANCELLED, Optional.empty(), Optional.empty());
                  LOG.info("job cancelled: job={}", id);
                  return new Cancellation.Cancelled(job.row());
                })
            .orElseGet(Cancellation.NoSuchJob::new);
    if (outcome instanceof Cancellation.Cancelled) {
      progress.removeJob(id);
      signals.changed(id);
    }
    return outcome;
  }

  /// Ends the jobs whose deadline has passed.
  public void expire() {
    for (String id : store.pastDeadline()) {
      store.withJob(
          id,
          job -> {
            if (!job.row().state().isTerminal()) {
              job.finish(JobState.EXPIRED, Optional.empty(), Optional.empty());
              LOG.warn("job expired: job={}", id);
            }
            return job.row();
          });
      progress.removeJob(id);
      signals.changed(id);
    }
  }

  private static OptionalLong deadlineMs(SubmitRequest request) {
    Optional<Instant> deadline = request.deadlineInstant();
    return deadline.isPresent()
        ? OptionalLong.of(deadline.get().toEpochMilli())
        : OptionalLong.empty();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
