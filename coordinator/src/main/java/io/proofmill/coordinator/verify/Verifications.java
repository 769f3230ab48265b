package io.proofmill.coordinator.verify;

import io.proofmill.coordinator.lease.Leases;
import io.proofmill.jobapi.ArtifactNames;
import io.proofmill.jobapi.Failure;
import io.proofmill.jobapi.FailureCategory;
import io.proofmill.jobapi.FarmIdentity;
import io.proofmill.jobapi.StrictJson;
import io.proofmill.jobapi.artifact.ArtifactStore;
import io.proofmill.jobapi.lease.Completion;
import io.proofmill.jobapi.lease.LeaseReply;
import io.proofmill.jobapi.lease.LeaseRequest;
import io.proofmill.jobapi.lease.TaskClaim;
import io.proofmill.jobapi.lease.TaskFailure;
import io.proofmill.jobapi.task.TaskSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does the VERIFY tasks in the coordinator's own process, under leases like any other task.
public final class Verifications {
  private static final Logger LOG = LoggerFactory.getLogger(Verifications.class);

  // A verification takes well under a second and sends no heartbeats.
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final Leases leases;
  private final ArtifactStore artifacts;
  private final ProofChecker checker;
  private final FarmIdentity identity;
  private final String workerId = "coordinator-" + UUID.randomUUID();

  public Verifications(
      Leases leases, ArtifactStore artifacts, ProofChecker checker, FarmIdentity identity) {
    this.leases = leases;
    this.artifacts = artifacts;
    this.checker = checker;
    this.identity = identity;
  }

  /// Does one task, or waits a while and returns when there is none.
  public void runOne() throws IOException, InterruptedException {
    LeaseRequest request =
        new LeaseRequest(workerId, identity, "verifier", UUID.randomUUID().toString());
    switch (leases.leaseVerification(request, LEASE)) {
      case LeaseReply.Granted(TaskSpec task, long leaseMs) -> verify(task);
      case LeaseReply.Nothing() -> {}
      case LeaseReply.Refused(String reason) -> throw new IllegalStateException(reason);
    }
  }

  private void verify(TaskSpec task) throws IOException {
    TaskClaim claim = TaskClaim.of(workerId, task);
    ProofChecker.Verdict verdict;
    long startNs = System.nanoTime();
    try {
      verdict =
          checker.check(
              new ProofChecker.FinalProof(
                  artifacts.get(task.inputs().get(ArtifactNames.ROOT)),
                  artifacts.get(task.inputs().get(ArtifactNames.PLAN)),
                  artifacts.get(task.inputs().get(ArtifactNames.INPUT))));
    } catch (IOException e) {
      leases.fail(new TaskFailure(claim, Failure.of(FailureCategory.INFRASTRUCTURE, e)));
      return;
    } catch (RuntimeException e) {
      LOG.error("verifier failed: job={}", task.jobId(), e);
      leases.fail(new TaskFailure(claim, Failure.of(FailureCategory.INTERNAL, e)));
      return;
    }
    LOG.info(
        "proof checked: job={} verdict={} durationMs={}",
        task.jobId(),
        verdict.getClass().getSimpleName(),
        (System.nanoTime() - startNs) / 1_000_000);
    switch (verdict) {
      case ProofChecker.Verdict.Accepted() ->
          leases.complete(new Completion(claim, Map.of(), StrictJson.object()));
      case ProofChecker.Verdict.Rejected(String reason) ->
          leases.fail(new TaskFailure(claim, new Failure(FailureCategory.REJECTED_PROOF, reason)));
    }
  }
}
