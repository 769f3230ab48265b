package io.proofmill.coordinator.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.coordinator.Signals;
import io.proofmill.coordinator.job.Jobs;
import io.proofmill.coordinator.job.Submission;
import io.proofmill.coordinator.progress.ProgressBoard;
import io.proofmill.coordinator.store.Database;
import io.proofmill.coordinator.store.JobRow;
import io.proofmill.coordinator.store.JobStore;
import io.proofmill.jobapi.ArtifactNames;
import io.proofmill.jobapi.ArtifactRef;
import io.proofmill.jobapi.FarmIdentity;
import io.proofmill.jobapi.ShardPlan;
import io.proofmill.jobapi.StrictJson;
import io.proofmill.jobapi.TaskKind;
import io.proofmill.jobapi.artifact.DirectoryArtifactStore;
import io.proofmill.jobapi.artifact.DirectoryArtifactStore.Durability;
import io.proofmill.jobapi.http.SubmitRequest;
import io.proofmill.jobapi.lease.Completion;
import io.proofmill.jobapi.lease.LeaseReply;
import io.proofmill.jobapi.lease.LeaseRequest;
import io.proofmill.jobapi.lease.ReportReply;
import io.proofmill.jobapi.lease.TaskClaim;
import io.proofmill.jobapi.task.TaskSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Jobs and leases on a database in memory and a clock that stands until it is told to move; no
/// threads of its own. Workers are only names here.
final class FarmFixture implements AutoCloseable {
  static final FarmIdentity IDENTITY = new FarmIdentity("proofmill/1", "0xroot");
  static final Duration LEASE = Duration.ofSeconds(10);
  static final Duration STEAL_AFTER = Duration.ofSeconds(3);

  final Database database = Database.memory();
  final DirectoryArtifactStore artifacts;
  final JobStore store;
  final Leases leases;
  final Jobs jobs;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  FarmFixture(Path folder) throws IOException {
    InstantSource clock = () -> now;
    artifacts = new DirectoryArtifactStore(folder, Durability.CACHED);
    store = new JobStore(database, clock);
    Signals signals = new Signals();
    ProgressBoard progress = new ProgressBoard();
    LeaseConfig config = new LeaseConfig(LEASE, Duration.ZERO, STEAL_AFTER);
    leases = new Leases(store, artifacts, signals, progress, IDENTITY, config, clock);
    jobs = new Jobs(store, artifacts, signals, progress, IDENTITY.vkTreeRoot());
  }

  void advance(Duration duration) {
    now = now.plus(duration);
  }

  Instant now() {
    return now;
  }

  static SubmitRequest request() {
    return request(StrictJson.object());
  }

  static SubmitRequest request(ObjectNode alloc) {
    ObjectNode t8n = StrictJson.object();
    t8n.set("alloc", alloc);
    t8n.set("env", StrictJson.object());
    t8n.put("txs", "0xc0");
    t8n.set("config", StrictJson.object());
    ObjectNode input = StrictJson.object();
    input.set("t8n", t8n);
    return SubmitRequest.of(input);
  }

  String submit() throws IOException {
    return assertInstanceOf(Submission.Stored.class, jobs.submit(request(), Optional.empty()))
        .job()
        .id();
  }

  JobRow job(String id) {
    return store.find(id).orElseThrow();
  }

  LeaseReply ask(String worker) throws InterruptedException {
    return leases.lease(new LeaseRequest(worker, IDENTITY, "cpu", UUID.randomUUID().toString()));
  }

  TaskSpec take(String worker) throws InterruptedException {
    return assertInstanceOf(LeaseReply.Granted.class, ask(worker)).task();
  }

  void assertNothingFor(String worker) throws InterruptedException {
    assertInstanceOf(LeaseReply.Nothing.class, ask(worker));
  }

  /// Completes a task as `worker` with made-up outputs.
  ReportReply complete(String worker, TaskSpec task, int shards) throws IOException {
    Map<String, ArtifactRef> outputs = new HashMap<>();
    for (String name : task.outputs()) {
      outputs.put(name, put(task.jobId() + name));
    }
    ObjectNode metadata = StrictJson.object();
    if (task.kind() == TaskKind.TRACE) {
      metadata = (ObjectNode) StrictJson.toTree(ShardPlan.balanced(shards, 2));
      for (int i = 0; i < shards; i++) {
        outputs.put(ArtifactNames.witness(i), put(task.jobId() + "witness" + i));
      }
    }
    return leases.complete(new Completion(TaskClaim.of(worker, task), outputs, metadata));
  }

  ArtifactRef put(String text) throws IOException {
    return artifacts.put(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Takes and completes one task, checking its name.
  TaskSpec step(String worker, String expectedTask, int shards)
      throws IOException, InterruptedException {
    TaskSpec task = take(worker);
    assertEquals(expectedTask, task.name());
    assertEquals(ReportReply.ACCEPTED, complete(worker, task, shards));
    return task;
  }

  @Override
  public void close() {
    database.close();
  }
}
