package io.proofmill.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.coordinator.CoordinatorProcess;
import io.proofmill.jobapi.JobState;
import io.proofmill.jobapi.StrictJson;
import io.proofmill.jobapi.http.FarmClient;
import io.proofmill.jobapi.http.JobEvent;
import io.proofmill.jobapi.http.ProofStatus;
import io.proofmill.jobapi.http.SubmitRequest;
import io.proofmill.jobapi.http.TaskStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A farm of several JVMs on loopback, driven over HTTP.
class ClusterTest {
  private static final List<String> WORKER_HEAP = List.of("-Xmx128m", "-XX:+UseSerialGC");
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  @TempDir Path folder;
  private final WorkerLauncher launcher = new WorkerLauncher();

  @AfterEach
  void stopWorkers() {
    launcher.close();
  }

  @Test
  void aKilledWorkersTaskIsDoneByTheOther() throws Exception {
    List<Integer> ports = TestFarm.freePorts(3);
    try (CoordinatorProcess farm = TestFarm.coordinator(folder, ports, 0);
        FarmClient client = client(farm.httpPort())) {
      Process first = startWorker(ports, 1);
      startWorker(ports, 2);
      SubmitRequest request = request(400);
      String id = client.submit(request, Optional.empty()).id();

      // Both take part, then one dies in the middle of a task.
      await(() -> workers(client.tasks(id), "done").equals(Set.of("worker-1", "worker-2")));
      await(() -> workers(client.tasks(id), "leased").contains("worker-1"));
      first.destroyForcibly().waitFor();

      ProofStatus job = awaitEnd(client, id);
      assertEquals(JobState.SUCCEEDED, job.state(), () -> "" + job.failure());
      assertArrayEquals(expectedProof(request), client.proof(id));
      List<TaskStatus.Attempt> expired =
          client.tasks(id).stream()
              .flatMap(task -> task.attempts().stream())
              .filter(attempt -> attempt.outcome().equals("expired"))
              .toList();
      assertEquals(1, expired.size());
      assertEquals("worker-1", expired.getFirst().worker());

      List<JobEvent> events = new ArrayList<>();
      client.events(id, 0, events::add);
      assertEquals(1, events.stream().filter(e -> e.type().equals("task-retried")).count());
    }
  }

  @Test
  @Tag("long")
  void aKilledCoordinatorLosesNoAcknowledgedJob() throws Exception {
    List<Integer> ports = TestFarm.freePorts(4);
    int httpPort = ports.getLast();
    List<Integer> cluster = ports.subList(0, 3);
    Process coordinator = startCoordinator(cluster, httpPort);
    try (FarmClient client = client(httpPort)) {
      await(() -> answers(client));
      startWorker(cluster, 1);
      startWorker(cluster, 2);
      SubmitRequest request = request(300);
      String id = client.submit(request, Optional.of("once")).id();
      await(() -> client.status(id).tasks().done() >= 2);
      ProofStatus before = client.status(id);
      coordinator.destroyForcibly().waitFor();

      startCoordinator(cluster, httpPort);
      await(() -> answers(client));
      assertTrue(client.status(id).tasks().done() >= before.tasks().done());
      assertEquals(id, client.submit(request, Optional.of("once")).id());
      ProofStatus job = awaitEnd(client, id);
      assertEquals(JobState.SUCCEEDED, job.state(), () -> "" + job.failure());
      assertArrayEquals(expectedProof(request), client.proof(id));
      TaskStatus trace = client.tasks(id).getFirst();
      assertEquals(1, trace.attempts().size(), "what was done stays done");
    }
  }

  private Process startWorker(List<Integer> ports, int index) throws IOException {
    return launcher.start(WORKER_HEAP, TestFarm.workerCommand(folder, ports, index));
  }

  private Process startCoordinator(List<Integer> ports, int httpPort) throws IOException {
    return launcher.start(WORKER_HEAP, TestFarm.coordinatorCommand(folder, ports, httpPort));
  }

  private static FarmClient client(int port) {
    return new FarmClient(URI.create("http://127.0.0.1:" + port));
  }

  private static boolean answers(FarmClient client) throws InterruptedException {
    try {
      client.list(Optional.empty());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static SubmitRequest request(int delayMs) {
    ObjectNode parameters =
        StrictJson.object().put("shards", TestFarm.SHARDS).put("delayMs", delayMs);
    return Requests.request(7, parameters);
  }

  private static byte[] expectedProof(SubmitRequest request) {
    return HashingRunner.expectedProof(StrictJson.encodeBytes(request.input()), TestFarm.SHARDS);
  }

  private static Set<String> workers(List<TaskStatus> tasks, String outcome) {
    return tasks.stream()
        .flatMap(task -> task.attempts().stream())
        .filter(attempt -> attempt.outcome().equals(outcome))
        .map(TaskStatus.Attempt::worker)
        .filter(worker -> worker.startsWith("worker-"))
        .collect(Collectors.toSet());
  }

  private static ProofStatus awaitEnd(FarmClient client, String id) throws Exception {
    await(() -> client.status(id, Duration.ofSeconds(10)).state().isTerminal());
    return client.status(id);
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      assertTrue(System.nanoTime() < deadlineNs, "not within " + PATIENCE);
      Thread.sleep(50);
    }
  }
}
