package io.proofmill.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.coordinator.Coordinator;
import io.proofmill.coordinator.CoordinatorConfig;
import io.proofmill.coordinator.job.Submission;
import io.proofmill.coordinator.lease.LeaseConfig;
import io.proofmill.coordinator.store.JobRow;
import io.proofmill.jobapi.FailureCategory;
import io.proofmill.jobapi.FarmIdentity;
import io.proofmill.jobapi.JobState;
import io.proofmill.jobapi.StrictJson;
import io.proofmill.jobapi.http.TaskStatus;
import io.proofmill.jobapi.lease.Completion;
import io.proofmill.jobapi.lease.FarmLink;
import io.proofmill.jobapi.lease.Heartbeat;
import io.proofmill.jobapi.lease.HeartbeatReply;
import io.proofmill.jobapi.lease.LeaseReply;
import io.proofmill.jobapi.lease.LeaseRequest;
import io.proofmill.jobapi.lease.ReportReply;
import io.proofmill.jobapi.lease.TaskFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Workers against a real coordinator in the same process.
class WorkerTest {
  private static final FarmIdentity IDENTITY = new FarmIdentity("proofmill/1", "0xroot");
  private static final int SHARDS = 5;

  @TempDir Path folder;
  private final HashingRunner runner = new HashingRunner();
  private Coordinator coordinator;

  @BeforeEach
  void open() throws IOException {
    LeaseConfig leases =
        new LeaseConfig(Duration.ofMillis(800), Duration.ofMillis(100), Duration.ofSeconds(5));
    coordinator =
        new Coordinator(
            new CoordinatorConfig(IDENTITY, folder, CoordinatorConfig.Storage.EPHEMERAL, leases),
            new HashChecker(SHARDS),
            InstantSource.system());
  }

  @AfterEach
  void close() {
    coordinator.close();
  }

  @Test
  void twoWorkersProveABatchAndBothTakePart() throws Exception {
    try (Worker _ = worker("a", coordinator.leases());
        Worker _ = worker("b", coordinator.leases())) {
      String id = submit(parameters().put("delayMs", 30));
      JobRow job = awaitEnd(id);
      assertEquals(JobState.SUCCEEDED, job.state(), () -> "" + job.failure());
      assertArrayEquals(
          HashingRunner.expectedProof(coordinator.artifacts().get(job.input()), SHARDS),
          coordinator.artifacts().get(job.proof().orElseThrow()));
      assertTrue(workersOf(id).containsAll(Set.of("a", "b")), () -> "" + workersOf(id));
      assertEquals(SHARDS, runner.cacheHits.get(id), "PROVE runs where COMMIT ran");
    }
  }

  @Test
  void workersThatComeAndGoLoseNothing() throws Exception {
    String id = submit(parameters().put("delayMs", 100));
    for (int i = 0; i < 4; i++) {
      try (Worker _ = worker("short-" + i, coordinator.leases())) {
        Thread.sleep(350);
      }
    }
    try (Worker _ = worker("last", coordinator.leases())) {
      JobRow job = awaitEnd(id);
      assertEquals(JobState.SUCCEEDED, job.state(), () -> "" + job.failure());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "trace, INVALID_INPUT",
    "trace, UNSUPPORTED",
    "prove-2, UNSATISFIED",
    "aggregate-root, INTERNAL"
  })
  void aTypedFailureBecomesTheJobs(String task, FailureCategory category) throws Exception {
    try (Worker _ = worker("a", coordinator.leases())) {
      String id = submit(parameters().put("failTask", task).put("category", category.name()));
      JobRow job = awaitEnd(id);
      assertEquals(JobState.FAILED, job.state());
      assertEquals(category, job.failure().orElseThrow().category());
      assertEquals("asked to fail", job.failure().orElseThrow().reason());
      assertEquals(task, job.failureTask().orElseThrow());
    }
  }

  @ParameterizedTest
  @CsvSource({"io, INFRASTRUCTURE", "memory, OUT_OF_MEMORY", "defect, INTERNAL"})
  void whatARunnerThrowsIsTypedAndTheWorkerGoesOn(String kind, FailureCategory category)
      throws Exception {
    try (Worker _ = worker("a", coordinator.leases())) {
      String failing = submit(parameters().put("failTask", "commit-0").put("throws", kind));
      JobRow failed = awaitEnd(failing);
      assertEquals(category, failed.failure().orElseThrow().category());
      String passing =
          submit(
              parameters().put("failTask", "commit-0").put("throws", kind).put("failAttempts", 1));
      assertEquals(JobState.SUCCEEDED, awaitEnd(passing).state());
    }
  }

  @Test
  void aCancelledTaskStopsWithinAHeartbeat() throws Exception {
    try (Worker _ = worker("a", coordinator.leases())) {
      String slow = submit(parameters().put("delayMs", 60_000));
      await(slow, job -> !coordinator.progress().of(slow).isEmpty());
      coordinator.jobs().cancel(slow);
      String next = submit(parameters());
      assertEquals(JobState.SUCCEEDED, awaitEnd(next).state());
      assertTrue(runner.forgotten.contains(slow));
    }
  }

  @Test
  void aLongTaskKeepsItsLeaseByHeartbeats() throws Exception {
    try (Worker _ = worker("a", coordinator.leases())) {
      String id = submit(parameters().put("shards", SHARDS).put("failTask", "none"));
      assertEquals(JobState.SUCCEEDED, awaitEnd(id).state());
      String slow = submit(parameters().put("delayMs", 2_500));
      await(slow, job -> job.tasksDone() == 1);
      assertEquals(List.of("done"), outcomes(slow, "trace"));
      coordinator.jobs().cancel(slow);
    }
  }

  @Test
  void anIsolatedWorkersResultIsRefusedAndTheJobSucceedsElsewhere() throws Exception {
    // The first worker's heartbeats never arrive; its completions do.
    FarmLink deaf =
        new LinkWithFaults(coordinator.leases()) {
          @Override
          public HeartbeatReply heartbeat(Heartbeat heartbeat) throws IOException {
            throw new IOException("lost");
          }
        };
    String id = submit(parameters().put("delayMs", 1_500));
    try (Worker _ = worker("isolated", deaf)) {
      await(id, job -> job.state() == JobState.RUNNING);
      try (Worker _ = worker("healthy", coordinator.leases())) {
        await(id, job -> job.tasksDone() >= 1);
        assertEquals(List.of("expired", "done"), outcomes(id, "trace"));
        coordinator.jobs().cancel(id);
      }
    }
  }

  @Test
  void lostAnswersAreRepairedByAskingAgain() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    FarmLink lossy =
        new LinkWithFaults(coordinator.leases()) {
          @Override
          public LeaseReply lease(LeaseRequest request) throws IOException, InterruptedException {
            return lose(super.lease(request));
          }

          @Override
          public ReportReply complete(Completion completion)
              throws IOException, InterruptedException {
            return lose(super.complete(completion));
          }

          // Every other answer is lost after the coordinator has written.
          private <T> T lose(T answer) throws IOException {
            if (calls.incrementAndGet() % 2 == 1) {
              throw new IOException("answer lost");
            }
            return answer;
          }
        };
    try (Worker _ = worker("a", lossy)) {
      String id = submit(parameters());
      JobRow job = awaitEnd(id);
      assertEquals(JobState.SUCCEEDED, job.state());
      for (TaskStatus task : coordinator.store().tasks(id)) {
        assertEquals(1, task.attempts().size(), task.name());
      }
    }
  }

  @Test
  void aWorkerOfAnotherVersionStopsAndSaysWhy() throws Exception {
    WorkerConfig other =
        new WorkerConfig("a", new FarmIdentity("proofmill/0", "0xroot"), "test", 1);
    try (Worker worker = new Worker(other, coordinator.leases(), coordinator.artifacts(), runner)) {
      String reason = worker.awaitEnd();
      assertTrue(reason.contains("protocolVersion differs"), reason);
    }
  }

  /// Passes everything on.
  private static class LinkWithFaults implements FarmLink {
    private final FarmLink link;

    LinkWithFaults(FarmLink link) {
      this.link = link;
    }

    @Override
    public LeaseReply lease(LeaseRequest request) throws IOException, InterruptedException {
      return link.lease(request);
    }

    @Override
    public HeartbeatReply heartbeat(Heartbeat heartbeat) throws IOException, InterruptedException {
      return link.heartbeat(heartbeat);
    }

    @Override
    public ReportReply complete(Completion completion) throws IOException, InterruptedException {
      return link.complete(completion);
    }

    @Override
    public ReportReply fail(TaskFailure failure) throws IOException, InterruptedException {
      return link.fail(failure);
    }
  }

  private Worker worker(String id, FarmLink link) {
    return new Worker(
        new WorkerConfig(id, IDENTITY, "test", 1), link, coordinator.artifacts(), runner);
  }

  private static ObjectNode parameters() {
    return StrictJson.object().put("shards", SHARDS);
  }

  private String submit(ObjectNode parameters) throws IOException {
    return assertInstanceOf(
            Submission.Stored.class,
            coordinator.jobs().submit(Requests.request(1, parameters), Optional.empty()))
        .job()
        .id();
  }

  private JobRow awaitEnd(String id) throws InterruptedException {
    return await(id, job -> job.state().isTerminal());
  }

  private JobRow await(String id, Predicate<JobRow> condition) throws InterruptedException {
    long deadlineNs = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      JobRow job = coordinator.store().find(id).orElseThrow();
      if (condition.test(job)) {
        return job;
      }
      assertTrue(System.nanoTime() < deadlineNs, () -> "still " + job);
      Thread.sleep(20);
    }
  }

  private Set<String> workersOf(String id) {
    Set<String> workers = new TreeSet<>();
    coordinator
        .store()
        .tasks(id)
        .forEach(task -> task.attempts().forEach(attempt -> workers.add(attempt.worker())));
    return workers;
  }

  private List<String> outcomes(String id, String name) {
    return coordinator.store().tasks(id).stream()
        .filter(task -> task.name().equals(name))
        .flatMap(task -> task.attempts().stream())
        .map(TaskStatus.Attempt::outcome)
        .toList();
  }
}
