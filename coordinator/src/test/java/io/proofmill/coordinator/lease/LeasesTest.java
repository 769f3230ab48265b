package io.proofmill.coordinator.lease;

import static io.proofmill.coordinator.lease.FarmFixture.IDENTITY;
import static io.proofmill.coordinator.lease.FarmFixture.LEASE;
import static io.proofmill.coordinator.lease.FarmFixture.STEAL_AFTER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.jobapi.ArtifactRef;
import io.proofmill.jobapi.Failure;
import io.proofmill.jobapi.FailureCategory;
import io.proofmill.jobapi.FarmIdentity;
import io.proofmill.jobapi.JobState;
import io.proofmill.jobapi.StrictJson;
import io.proofmill.jobapi.TaskState;
import io.proofmill.jobapi.http.JobEvent;
import io.proofmill.jobapi.http.SubmitRequest;
import io.proofmill.jobapi.http.TaskStatus;
import io.proofmill.jobapi.lease.Completion;
import io.proofmill.jobapi.lease.Heartbeat;
import io.proofmill.jobapi.lease.HeartbeatReply;
import io.proofmill.jobapi.lease.LeaseReply;
import io.proofmill.jobapi.lease.LeaseRequest;
import io.proofmill.jobapi.lease.ReportReply;
import io.proofmill.jobapi.lease.TaskClaim;
import io.proofmill.jobapi.lease.TaskFailure;
import io.proofmill.jobapi.task.TaskSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeasesTest {
  @TempDir Path folder;
  private FarmFixture farm;

  @BeforeEach
  void open() throws IOException {
    farm = new FarmFixture(folder);
  }

  @AfterEach
  void close() {
    farm.close();
  }

  @Test
  void aJobGoesThroughItsGraphToVerification() throws Exception {
    String id = farm.submit();
    assertEquals(JobState.QUEUED, farm.job(id).state());
    farm.step("a", "trace", 2);
    assertEquals(JobState.RUNNING, farm.job(id).state());
    assertEquals("committing", farm.job(id).phase());
    farm.step("a", "commit-0", 2);
    farm.step("b", "commit-1", 2);
    farm.step("b", "challenge", 2);
    farm.step("b", "prove-1", 2);
    farm.step("a", "prove-0", 2);
    farm.step("b", "aggregate-leaf-0", 2);
    TaskSpec root = farm.step("b", "aggregate-root", 2);
    assertEquals(List.of("plan", "challenge", "leaf-0"), List.copyOf(root.inputs().keySet()));
    assertEquals(JobState.VERIFYING, farm.job(id).state());
    farm.assertNothingFor("a");

    LeaseReply.Granted verify =
        assertInstanceOf(
            LeaseReply.Granted.class,
            farm.leases.leaseVerification(new LeaseRequest("c", IDENTITY, "verifier", "r"), LEASE));
    Completion done =
        new Completion(TaskClaim.of("c", verify.task()), Map.of(), StrictJson.object());
    assertEquals(ReportReply.ACCEPTED, farm.leases.complete(done));
    assertEquals(JobState.SUCCEEDED, farm.job(id).state());
    assertEquals(farm.put(id + "root"), farm.job(id).proof().orElseThrow());
    assertEquals(9, farm.job(id).tasksDone());
    assertEquals(9, farm.job(id).tasksTotal());
    assertEventsAreGapless(id);
  }

  @Test
  void aRunOutLeaseGoesToAnotherWorkerAndTheFirstOnesResultIsRefused() throws Exception {
    String id = farm.submit();
    TaskSpec first = farm.take("a");
    farm.assertNothingFor("b");
    farm.advance(LEASE.plusMillis(1));
    farm.leases.expire();
    TaskSpec second = farm.take("b");
    assertEquals(first.name(), second.name());
    assertEquals(first.attempt() + 1, second.attempt());

    assertEquals(HeartbeatReply.STALE, farm.leases.heartbeat(beat("a", first)));
    assertEquals(ReportReply.STALE, farm.complete("a", first, 1));
    assertEquals(ReportReply.STALE, farm.leases.fail(failure("a", first)));
    assertEquals(TaskState.LEASED, task(id, "trace").state());

    assertEquals(ReportReply.ACCEPTED, farm.complete("b", second, 1));
    assertEquals(ReportReply.STALE, farm.complete("a", first, 1));
    assertEquals(
        List.of("expired", "done"),
        task(id, "trace").attempts().stream().map(TaskStatus.Attempt::outcome).toList());
  }

  @Test
  void aClaimWithTheRightAttemptButAnotherWorkerIsRefused() throws Exception {
    farm.submit();
    TaskSpec task = farm.take("a");
    assertEquals(ReportReply.STALE, farm.complete("b", task, 1));
    assertEquals(HeartbeatReply.STALE, farm.leases.heartbeat(beat("b", task)));
    assertEquals(ReportReply.ACCEPTED, farm.complete("a", task, 1));
  }

  @Test
  void aResultSentTwiceIsAcceptedOnce() throws Exception {
    String id = farm.submit();
    TaskSpec task = farm.take("a");
    assertEquals(ReportReply.ACCEPTED, farm.complete("a", task, 1));
    long events = farm.job(id).lastEvent();
    assertEquals(ReportReply.REPEATED, farm.complete("a", task, 1));
    assertEquals(events, farm.job(id).lastEvent());
    assertEquals(1, farm.job(id).tasksDone());
  }

  @Test
  void aResultWithinTheSameAttemptIsAcceptedThoughTheLeaseRanOut() throws Exception {
    farm.submit();
    TaskSpec task = farm.take("a");
    farm.advance(LEASE.multipliedBy(2));
    assertEquals(ReportReply.ACCEPTED, farm.complete("a", task, 1));
    farm.leases.expire();
    farm.step("b", "commit-0", 1);
  }

  @Test
  void heartbeatsKeepALease() throws Exception {
    farm.submit();
    TaskSpec task = farm.take("a");
    for (int i = 0; i < 5; i++) {
      farm.advance(LEASE.minusMillis(1));
      farm.leases.expire();
      assertEquals(HeartbeatReply.CONTINUE, farm.leases.heartbeat(beat("a", task)));
    }
    assertEquals(ReportReply.ACCEPTED, farm.complete("a", task, 1));
  }

  @Test
  void aRepeatedRequestGetsTheSameLeaseAgain() throws Exception {
    farm.submit();
    LeaseRequest request = new LeaseRequest("a", IDENTITY, "cpu", UUID.randomUUID().toString());
    assertEquals(farm.leases.lease(request), farm.leases.lease(request));
    farm.assertNothingFor("a");
  }

  @Test
  void aWorkerOfAnotherProtocolOrAnotherVkTreeIsRefused() throws Exception {
    farm.submit();
    var protocol = new FarmIdentity("proofmill/2", IDENTITY.vkTreeRoot());
    var root = new FarmIdentity(IDENTITY.protocolVersion(), "0xother");
    for (FarmIdentity identity : List.of(protocol, root)) {
      LeaseReply reply = farm.leases.lease(new LeaseRequest("a", identity, "cpu", "r"));
      assertTrue(assertInstanceOf(LeaseReply.Refused.class, reply).reason().contains("differs"));
    }
    farm.take("a");
  }

  @Test
  void provingPrefersTheWorkerThatCommittedUntilItHasWaited() throws Exception {
    farm.submit();
    farm.step("a", "trace", 2);
    farm.step("a", "commit-0", 2);
    farm.step("a", "commit-1", 2);
    farm.step("b", "challenge", 2);
    farm.assertNothingFor("b");
    farm.step("a", "prove-0", 2);
    farm.advance(STEAL_AFTER);
    farm.step("b", "prove-1", 2);
  }

  @Test
  void higherPriorityGoesFirstThenTheOlderJob() throws Exception {
    String first = farm.submit();
    farm.advance(Duration.ofMillis(1));
    String second = farm.submit();
    farm.advance(Duration.ofMillis(1));
    var urgent = new SubmitRequest(FarmFixture.request().input(), 10, null, null, null);
    farm.jobs.submit(urgent, Optional.empty());
    String third = farm.take("a").jobId();
    assertTrue(!third.equals(first) && !third.equals(second));
    assertEquals(first, farm.take("a").jobId());
    assertEquals(second, farm.take("a").jobId());
  }

  @ParameterizedTest
  @EnumSource(FailureCategory.class)
  void aFailureIsRetriedAsOftenAsItsCategorySays(FailureCategory category) throws Exception {
    String id = farm.submit();
    for (int i = 0; i <= category.retries(); i++) {
      TaskSpec task = farm.take("a");
      assertEquals(i + 1, task.attempt());
      var report =
          new TaskFailure(TaskClaim.of("a", task), new Failure(category, "try " + (i + 1)));
      assertEquals(ReportReply.ACCEPTED, farm.leases.fail(report));
      assertEquals(ReportReply.REPEATED, farm.leases.fail(report));
      farm.advance(Duration.ofMinutes(1));
    }
    farm.assertNothingFor("a");
    assertEquals(JobState.FAILED, farm.job(id).state());
    assertEquals(category, farm.job(id).failure().orElseThrow().category());
    assertEquals("try " + (category.retries() + 1), farm.job(id).failure().orElseThrow().reason());
    assertEquals("trace", farm.job(id).failureTask().orElseThrow());
    assertEventsAreGapless(id);
  }

  @Test
  void anInfrastructureFailureIsRetriedAfterAPause() throws Exception {
    farm.submit();
    farm.leases.fail(failure("a", farm.take("a")));
    farm.assertNothingFor("a");
    farm.advance(Duration.ofSeconds(1));
    farm.take("a");
  }

  @Test
  void aJobWhoseWorkersKeepDyingFails() throws Exception {
    String id = farm.submit();
    for (int i = 0; i <= FailureCategory.LEASE_EXPIRED.retries(); i++) {
      farm.take("a");
      farm.advance(LEASE.plusMillis(1));
      farm.leases.expire();
    }
    assertEquals(JobState.FAILED, farm.job(id).state());
    assertEquals(
        new Failure(FailureCategory.LEASE_EXPIRED, "no heartbeat from worker a"),
        farm.job(id).failure().orElseThrow());
  }

  @Test
  void aCancelledJobTellsItsWorkersToStopAndTakesNoResult() throws Exception {
    String id = farm.submit();
    farm.step("a", "trace", 3);
    TaskSpec task = farm.take("a");
    farm.jobs.cancel(id);
    assertEquals(HeartbeatReply.CANCELLED, farm.leases.heartbeat(beat("a", task)));
    assertEquals(ReportReply.STALE, farm.complete("a", task, 3));
    farm.assertNothingFor("a");
    assertEquals(JobState.CANCELLED, farm.job(id).state());
    assertEquals(TaskState.CANCELLED, task(id, task.name()).state());
    assertEquals(TaskState.DONE, task(id, "trace").state());
    farm.jobs.cancel(id);
    assertEventsAreGapless(id);
  }

  @Test
  void aJobPastItsDeadlineExpires() throws Exception {
    var request =
        new SubmitRequest(
            FarmFixture.request().input(), null, farm.now().plusSeconds(60).toString(), null, null);
    farm.jobs.submit(request, Optional.empty());
    String id = farm.take("a").jobId();
    farm.jobs.expire();
    assertEquals(JobState.RUNNING, farm.job(id).state());
    farm.advance(Duration.ofSeconds(61));
    farm.jobs.expire();
    assertEquals(JobState.EXPIRED, farm.job(id).state());
  }

  @Test
  void outputsThatAreMissingUndeclaredOrNotStoredCountAsFailures() throws Exception {
    farm.submit();
    TaskSpec task = farm.take("a");
    TaskClaim claim = TaskClaim.of("a", task);
    assertEquals(
        ReportReply.REFUSED,
        farm.leases.complete(new Completion(claim, Map.of(), StrictJson.object())));
    task = farm.take("a");
    var absent = new ArtifactRef("00".repeat(32), 1);
    assertEquals(
        ReportReply.REFUSED,
        farm.leases.complete(
            new Completion(TaskClaim.of("a", task), Map.of("plan", absent), StrictJson.object())));
    farm.advance(Duration.ofSeconds(1));
    farm.step("a", "trace", 1);
    task = farm.take("a");
    assertEquals(
        ReportReply.REFUSED,
        farm.leases.complete(
            new Completion(
                TaskClaim.of("a", task),
                Map.of("commitment-0", farm.put("c"), "plan", farm.put("x")),
                StrictJson.object())));
    farm.step("a", "commit-0", 1);
  }

  private static Heartbeat beat(String worker, TaskSpec task) {
    return new Heartbeat(TaskClaim.of(worker, task), "working", 0.5);
  }

  private static TaskFailure failure(String worker, TaskSpec task) {
    return new TaskFailure(
        TaskClaim.of(worker, task), new Failure(FailureCategory.INFRASTRUCTURE, "disk full"));
  }

  private TaskStatus task(String id, String name) {
    return farm.store.tasks(id).stream()
        .filter(task -> task.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void assertEventsAreGapless(String id) {
    List<JobEvent> events = farm.store.events(id, 0, 1000);
    for (int i = 0; i < events.size(); i++) {
      assertEquals(i + 1, events.get(i).seq());
    }
    assertEquals(events.size(), farm.job(id).lastEvent());
    assertEquals("state", events.getLast().type());
    assertEquals(farm.job(id).state().name(), events.getLast().data().get("state").textValue());
  }
}
