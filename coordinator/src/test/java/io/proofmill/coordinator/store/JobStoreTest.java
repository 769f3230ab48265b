package io.proofmill.coordinator.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.jobapi.ArtifactRef;
import io.proofmill.jobapi.JobState;
import io.proofmill.jobapi.StrictJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobStoreTest {
  @Test
  void aStoredJobIsThereAfterTheDatabaseIsReopened(@TempDir Path folder) {
    String id;
    try (Database database = Database.file(folder.resolve("jobs"))) {
      id = store(database).create(job(Optional.of("key"))).job().id();
    }
    try (Database database = Database.file(folder.resolve("jobs"))) {
      JobRow row = store(database).find(id).orElseThrow();
      assertEquals(JobState.QUEUED, row.state());
      assertEquals(Map.of("team", "a"), row.labels());
      assertEquals(12, row.parameters().get("maxLogHeight").intValue());
      assertEquals(id, store(database).create(job(Optional.of("key"))).job().id());
      assertEquals("trace", store(database).tasks(id).getFirst().name());
    }
  }

  @Test
  void whatWasAcknowledgedIsThereAfterTheProcessWasHalted(@TempDir Path folder) throws Exception {
    Path database = folder.resolve("jobs");
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                HaltingWriter.class.getName(),
                database.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(HaltingWriter.STATUS, writer.waitFor());
    List<String> acknowledged = output.lines().toList();
    assertEquals(2 * HaltingWriter.JOBS, acknowledged.size());
    try (Database reopened = Database.file(database)) {
      JobStore store = store(reopened);
      for (String line : acknowledged) {
        String id = line.split(" ")[1];
        assertEquals(JobState.RUNNING, store.find(id).orElseThrow().state());
        assertEquals(1, store.tasks(id).getFirst().attempts().size());
        assertEquals(3, store.events(id, 0, 10).size());
      }
    }
  }

  /// Stores jobs, says so, and dies without closing anything.
  static final class HaltingWriter {
    static final int JOBS = 10;
    static final int STATUS = 9;

    public static void main(String[] args) {
      JobStore store = store(Database.file(Path.of(args[0])));
      for (int i = 0; i < JOBS; i++) {
        String id = store.create(job(Optional.empty())).job().id();
        System.out.println("created " + id);
        store.withJob(
            id,
            job -> {
              job.lease(new Candidate(id, "trace", 0), "w", "r", 1);
              job.become(JobState.RUNNING);
              return job;
            });
        System.out.println("leased " + id);
      }
      System.out.flush();
      Runtime.getRuntime().halt(STATUS);
    }
  }

  @Test
  void aKeyThatIsUsedByManyAtOnceMakesOneJob() throws Exception {
    try (Database database = Database.memory();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      JobStore store = store(database);
      List<Callable<String>> calls = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        calls.add(() -> store.create(job(Optional.of("one"))).job().id());
      }
      var ids = new HashSet<String>();
      for (Future<String> call : threads.invokeAll(calls)) {
        ids.add(call.get());
      }
      assertEquals(1, ids.size());
      assertEquals(1, store.newest(100, Optional.empty()).size());
    }
  }

  @Test
  void aReadyTaskIsGrantedToExactlyOneOfManyAtOnce() throws Exception {
    try (Database database = Database.memory();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      JobStore store = store(database);
      String id = store.create(job(Optional.empty())).job().id();
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        String worker = "worker-" + i;
        calls.add(() ->
            store
                .withJob(
                    id,
                    job ->
                        job.lease(new Candidate(id, "trace", 0), worker, "request", Long.MAX_VALUE))
                .orElseThrow());
      }
      int granted = 0;
      for (Future<Boolean> call : threads.invokeAll(calls)) {
        granted += call.get() ? 1 : 0;
      }
      assertEquals(1, granted);
    }
  }

  @Test
  void pagesCoverAllJobsNewestFirst() {
    try (Database database = Database.memory()) {
      JobStore store = store(database);
      var created = new HashSet<String>();
      for (int i = 0; i < 25; i++) {
        created.add(store.create(job(Optional.empty())).job().id());
      }
      var seen = new HashSet<String>();
      Optional<JobRow> last = Optional.empty();
      for (List<JobRow> page = store.newest(10, last);
          !page.isEmpty();
          page = store.newest(10, last)) {
        page.forEach(job -> assertTrue(seen.add(job.id())));
        last = Optional.of(page.getLast());
      }
      assertEquals(created, seen);
    }
  }

  @Test
  void aTransactionThatThrowsChangesNothing() {
    try (Database database = Database.memory()) {
      JobStore store = store(database);
      String id = store.create(job(Optional.empty())).job().id();
      assertThrows(
          IllegalStateException.class,
          () ->
              store.withJob(
                  id,
                  job -> {
                    job.become(JobState.RUNNING);
                    job.become(JobState.SUCCEEDED);
                    return job;
                  }));
      assertEquals(JobState.QUEUED, store.find(id).orElseThrow().state());
      assertEquals(1, store.events(id, 0, 10).size());
    }
  }

  @Test
  void jobsWithoutAKeyAreAlwaysNew() {
    try (Database database = Database.memory()) {
      JobStore store = store(database);
      assertNotEquals(
          store.create(job(Optional.empty())).job().id(),
          store.create(job(Optional.empty())).job().id());
    }
  }

  private static JobStore store(Database database) {
    return new JobStore(database, InstantSource.system());
  }

  private static NewJob job(Optional<String> key) {
    return new NewJob(
        new ArtifactRef("ab".repeat(32), 7),
        StrictJson.object().put("maxLogHeight", 12),
        Map.of("team", "a"),
        0,
        OptionalLong.empty(),
        key,
        "cd".repeat(32),
        "0xroot");
  }
}
