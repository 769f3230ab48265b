package io.proofmill.coordinator.lease;

import io.proofmill.coordinator.Signals;
import io.proofmill.coordinator.graph.TaskGraph;
import io.proofmill.coordinator.progress.ProgressBoard;
import io.proofmill.coordinator.store.AttemptOutcome;
import io.proofmill.coordinator.store.Candidate;
import io.proofmill.coordinator.store.JobStore;
import io.proofmill.coordinator.store.LockedJob;
import io.proofmill.coordinator.store.TaskRow;
import io.proofmill.jobapi.ArtifactNames;
import io.proofmill.jobapi.ArtifactRef;
import io.proofmill.jobapi.Decoded;
import io.proofmill.jobapi.Failure;
import io.proofmill.jobapi.FailureCategory;
import io.proofmill.jobapi.FarmIdentity;
import io.proofmill.jobapi.JobState;
import io.proofmill.jobapi.ShardPlan;
import io.proofmill.jobapi.StrictJson;
import io.proofmill.jobapi.TaskKind;
import io.proofmill.jobapi.TaskState;
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
import io.proofmill.jobapi.task.TaskSpec;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Grants, renews and ends leases on tasks, and moves jobs along their graph.
///
/// Every write about a leased task names its attempt number and is checked against the row under
/// the job's lock: a worker that was thought dead changes nothing when it comes back.
public final class Leases implements FarmLink {
  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

  // Several, since other requests may take the first ones meanwhile.
  private static final int CANDIDATES = 8;

  private final JobStore store;
  private final ArtifactStore artifacts;
  private final Signals signals;
  private final ProgressBoard progress;
  private final FarmIdentity identity;
  private final LeaseConfig config;
  private final InstantSource clock;
  private volatile boolean closed;

  public Leases(
      JobStore store,
      ArtifactStore artifacts,
      Signals signals,
      ProgressBoard progress,
      FarmIdentity identity,
      LeaseConfig config,
      InstantSource clock) {
    this.store = store;
    this.artifacts = artifacts;
    this.signals = signals;
    this.progress = progress;
    this.identity = identity;
    this.config = config;
    this.clock = clock;
  }

  /// Leases a task of any kind but VERIFY; waits a while for one to become ready.
  @Override
  public LeaseReply lease(LeaseRequest request) throws InterruptedException {
    if (!request.identity().protocolVersion().equals(identity.protocolVersion())) {
      return refused(
          request,
          "protocolVersion",
          request.identity().protocolVersion(),
          identity.protocolVersion());
    }
    if (!request.identity().vkTreeRoot().equals(identity.vkTreeRoot())) {
      return refused(request, "vkTreeRoot", request.identity().vkTreeRoot(), identity.vkTreeRoot());
    }
    return lease(request, false, config.lease());
  }

  /// Leases a VERIFY task to the coordinator itself.
  public LeaseReply leaseVerification(LeaseRequest request, Duration lease)
      throws InterruptedException {
    return lease(request, true, lease);
  }

  @Override
  public HeartbeatReply heartbeat(Heartbeat heartbeat) {
    TaskClaim claim = heartbeat.claim();
    if (store.renew(claim, clock.millis() + config.lease().toMillis())) {
      progress.update(
          new ProgressBoard.TaskProgress(
              claim.jobId(),
              claim.task(),
              claim.workerId(),
              heartbeat.step(),
              heartbeat.fraction()));
      return HeartbeatReply.CONTINUE;
    }
    boolean ended = store.find(claim.jobId()).map(job -> job.state().isTerminal()).orElse(true);
    return ended ? HeartbeatReply.CANCELLED : HeartbeatReply.STALE;
  }

  @Override
  public ReportReply complete(Completion completion) throws IOException {
    TaskClaim claim = completion.claim();
    Optional<Failure> unstored = unstored(completion.outputs());
    ReportReply reply =
        store
            .withJob(claim.jobId(), job -> complete(job, completion, unstored))
            .orElse(ReportReply.STALE);
    ended(claim, "task completed", reply);
    return reply;
  }

  @Override
  public ReportReply fail(TaskFailure report) {
    TaskClaim claim = report.claim();
    ReportReply reply =
        store
            .withJob(
                claim.jobId(),
                job -> {
                  Optional<TaskRow> task = held(job, claim);
                  if (task.isEmpty()) {
                    return repeatedOrStale(job, claim, AttemptOutcome.FAILED);
                  }
                  fail(job, task.get(), AttemptOutcome.FAILED, report.failure());
                  return ReportReply.ACCEPTED;
                })
            .orElse(ReportReply.STALE);
    ended(claim, "task failed", reply);
    return reply;
  }

  /// Grants no more leases; requests that wait for one are answered at once.
  public void close() {
    closed = true;
    signals.wake();
  }

  /// Takes back the leases that have run out.
  public void expire() {
    for (Candidate seen : store.expiredLeases()) {
      boolean expired = store.withJob(seen.jobId(), job -> expire(job, seen)).orElse(false);
      if (expired) {
        progress.remove(seen.jobId(), seen.task());
        signals.changed(seen.jobId());
      }
    }
  }

  private LeaseReply lease(LeaseRequest request, boolean verify, Duration lease)
      throws InterruptedException {
    long deadline = clock.millis() + config.patience().toMillis();
    while (!closed) {
      long seen = signals.version();
      Optional<TaskSpec> task = tryLease(request, verify, lease);
      if (task.isPresent()) {
        return new LeaseReply.Granted(task.get(), lease.toMillis());
      }
      long leftMs = deadline - clock.millis();
      if (leftMs <= 0) {
        break;
      }
      // Woken by changes of this process; looks by itself for what becomes ready with time.
      signals.awaitChange(seen, Duration.ofMillis(Math.min(leftMs, 250)));
    }
    return new LeaseReply.Nothing();
  }

  private Optional<TaskSpec> tryLease(LeaseRequest request, boolean verify, Duration lease) {
    Optional<Candidate> repeated = store.leasedByRequest(request.workerId(), request.requestId());
    if (repeated.isPresent()) {
      Candidate seen = repeated.get();
      return store.withJob(seen.jobId(), job -> regrant(job, seen, request)).flatMap(task -> task);
    }
    long now = clock.millis();
    List<Candidate> candidates =
        store.claimable(
            request.workerId(),
            request.identity().vkTreeRoot(),
            verify,
            now - config.stealAfter().toMillis(),
            CANDIDATES);
    for (Candidate seen : candidates) {
      Optional<TaskSpec> task =
          store
              .withJob(seen.jobId(), job -> grant(job, seen, request, now + lease.toMillis()))
              .flatMap(spec -> spec);
      if (task.isPresent()) {
        signals.changed(seen.jobId());
        LOG.info(
            "task leased: job={} task={} attempt={} worker={} engine={}",
            seen.jobId(),
            seen.task(),
            task.get().attempt(),
            request.workerId(),
            request.engine());
        return task;
      }
    }
    return Optional.empty();
  }

  private static Optional<TaskSpec> grant(
      LockedJob job, Candidate seen, LeaseRequest request, long untilMs) {
    if (job.row().state().isTerminal()
        || !job.lease(seen, request.workerId(), request.requestId(), untilMs)) {
      return Optional.empty();
    }
    boolean phaseChanged = job.updatePhase();
    if (job.row().state() == JobState.QUEUED) {
      job.become(JobState.RUNNING);
    } else if (phaseChanged) {
      job.stateEvent();
    }
    return Optional.of(spec(job, job.task(seen.task()).orElseThrow()));
  }

  private static Optional<TaskSpec> regrant(LockedJob job, Candidate seen, LeaseRequest request) {
    TaskClaim claim = new TaskClaim(request.workerId(), seen.jobId(), seen.task(), seen.attempt());
    return held(job, claim).map(task -> spec(job, task));
  }

  private static TaskSpec spec(LockedJob job, TaskRow task) {
    Map<String, ArtifactRef> inputs = job.artifacts(task.inputs());
    if (inputs.size() != task.inputs().size()) {
      throw new IllegalStateException(
          "task " + task.name() + " is ready but lacks inputs: has " + inputs.keySet());
    }
    return new TaskSpec(
        task.jobId(),
        task.name(),
        task.kind(),
        task.index(),
        task.attempt(),
        job.row().parameters(),
        inputs,
        task.outputs(),
        task.children());
  }

  private ReportReply complete(LockedJob job, Completion completion, Optional<Failure> unstored) {
    TaskClaim claim = completion.claim();
    Optional<TaskRow> held = held(job, claim);
    if (held.isEmpty()) {
      return repeatedOrStale(job, claim, AttemptOutcome.DONE);
    }
    TaskRow task = held.get();
    if (unstored.isPresent()) {
      fail(job, task, AttemptOutcome.FAILED, unstored.get());
      return ReportReply.REFUSED;
    }
    if (task.kind() == TaskKind.TRACE) {
      return switch (StrictJson.decode(completion.metadata(), ShardPlan.class)) {
        case Decoded.Value<ShardPlan>(ShardPlan plan) ->
            finish(job, task, completion, TaskGraph.traceOutputs(plan), Optional.of(plan));
        case Decoded.Malformed<ShardPlan>(String reason) ->
            refuse(job, task, "TRACE returned no shard plan: " + reason);
      };
    }
    return finish(job, task, completion, task.outputs(), Optional.empty());
  }

  private ReportReply finish(
      LockedJob job,
      TaskRow task,
      Completion completion,
      List<String> expected,
      Optional<ShardPlan> plan) {
    Set<String> names = completion.outputs().keySet();
    if (!names.equals(new HashSet<>(expected))) {
      Set<String> missing = new HashSet<>(expected);
      missing.removeAll(names);
      Set<String> unexpected = new HashSet<>(names);
      expected.forEach(unexpected::remove);
      return refuse(job, task, "outputs missing " + missing + ", unexpected " + unexpected);
    }
    job.done(task, completion.outputs());
    plan.ifPresent(shards -> {
      job.addTasks(TaskGraph.afterTrace(shards));
      job.event(
          "planned",
          StrictJson.object().put("shards", shards.shards()).put("tasks", shards.taskCount()));
    });
    job.doneEvent(task);
    advance(job, task);
    return ReportReply.ACCEPTED;
  }

  private static void advance(LockedJob job, TaskRow task) {
    boolean phaseChanged = job.updatePhase();
    if (task.kind() == TaskKind.VERIFY) {
      job.setProof(job.artifacts(List.of(ArtifactNames.ROOT)).get(ArtifactNames.ROOT));
      job.finish(JobState.SUCCEEDED, Optional.empty(), Optional.empty());
      LOG.info("job succeeded: job={} tasks={}", job.row().id(), job.row().tasksTotal());
    } else if (task.outputs().contains(ArtifactNames.ROOT)) {
      job.become(JobState.VERIFYING);
    } else if (phaseChanged) {
      job.stateEvent();
    }
  }

  private ReportReply refuse(LockedJob job, TaskRow task, String reason) {
    fail(job, task, AttemptOutcome.FAILED, new Failure(FailureCategory.INTERNAL, reason));
    return ReportReply.REFUSED;
  }

  private static boolean expire(LockedJob job, Candidate seen) {
    Optional<TaskRow> task =
        job.task(seen.task())
            .filter(row -> row.state() == TaskState.LEASED)
            .filter(row -> row.attempt() == seen.attempt())
            .filter(row -> row.leaseUntilMs().orElse(Long.MAX_VALUE) < job.nowMs());
    if (task.isEmpty()) {
      return false;
    }
    String worker = task.get().worker().orElse("?");
    fail(
        job,
        task.get(),
        AttemptOutcome.EXPIRED,
        new Failure(FailureCategory.LEASE_EXPIRED, "no heartbeat from worker " + worker));
    return true;
  }

  private static void fail(LockedJob job, TaskRow task, AttemptOutcome outcome, Failure failure) {
    int failures = job.failures(task, failure.category()) + 1;
    switch (RetryPolicy.decide(failure.category(), failures)) {
      case RetryPolicy.Decision.Retry(long delayMs) -> {
        job.retry(task, outcome, failure, job.nowMs() + delayMs);
        LOG.warn(
            "task retried: job={} task={} attempt={} worker={} category={} delayMs={}"
                + " reason=\"{}\"",
            task.jobId(),
            task.name(),
            task.attempt(),
            task.worker().orElse(""),
            failure.category(),
            delayMs,
            failure.reason());
      }
      case RetryPolicy.Decision.GiveUp() -> {
        job.failTask(task, outcome, failure);
        job.finish(JobState.FAILED, Optional.of(failure), Optional.of(task.name()));
        LOG.warn(
            "job failed: job={} task={} attempt={} worker={} category={} reason=\"{}\"",
            task.jobId(),
            task.name(),
            task.attempt(),
            task.worker().orElse(""),
            failure.category(),
            failure.reason());
      }
    }
  }

  /// The task when the claim still holds it.
  private static Optional<TaskRow> held(LockedJob job, TaskClaim claim) {
    return job.task(claim.task())
        .filter(task -> task.state() == TaskState.LEASED)
        .filter(task -> task.attempt() == claim.attempt())
        .filter(task -> task.worker().equals(Optional.of(claim.workerId())));
  }

  private static ReportReply repeatedOrStale(
      LockedJob job, TaskClaim claim, AttemptOutcome reported) {
    return job.outcome(claim.task(), claim.attempt(), claim.workerId())
        .filter(outcome -> outcome == reported)
        .map(outcome -> ReportReply.REPEATED)
        .orElse(ReportReply.STALE);
  }

  private Optional<Failure> unstored(Map<String, ArtifactRef> outputs) throws IOException {
    for (Map.Entry<String, ArtifactRef> output : outputs.entrySet()) {
      if (artifacts.length(output.getValue().sha256()) != output.getValue().bytes()) {
        return Optional.of(
            new Failure(
                FailureCategory.INFRASTRUCTURE,
                "output " + output.getKey() + " is not in the artifact store"));
      }
    }
    return Optional.empty();
  }

  private LeaseReply refused(LeaseRequest request, String what, String theirs, String ours) {
    LOG.warn(
        "worker refused: worker={} differs={} worker's={} coordinator's={}",
        request.workerId(),
        what,
        theirs,
        ours);
    return new LeaseReply.Refused(
        what + " differs: the worker has " + theirs + ", the coordinator " + ours);
  }

  private void ended(TaskClaim claim, String what, ReportReply reply) {
    LOG.info(
        "{}: job={} task={} attempt={} worker={} reply={}",
        what,
        claim.jobId(),
        claim.task(),
        claim.attempt(),
        claim.workerId(),
        reply);
    if (reply == ReportReply.ACCEPTED || reply == ReportReply.REFUSED) {
      progress.remove(claim.jobId(), claim.task());
      signals.changed(claim.jobId());
    }
  }
}
