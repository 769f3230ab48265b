package io.proofmill.cli.farm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.cli.CommandLineRun;
import io.proofmill.coordinator.Coordinator;
import io.proofmill.coordinator.CoordinatorConfig;
import io.proofmill.coordinator.CoordinatorConfig.Storage;
import io.proofmill.coordinator.http.HttpApi;
import io.proofmill.coordinator.http.HttpConfig;
import io.proofmill.coordinator.lease.LeaseConfig;
import io.proofmill.coordinator.verify.ProofChecker;
import io.proofmill.jobapi.FarmIdentity;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The client commands against a real coordinator that has no workers.
class FarmCommandsTest {
  @TempDir private Path folder;

  private Vertx vertx;
  private Coordinator coordinator;
  private HttpApi http;
  private Path batch;

  @BeforeEach
  void start() throws IOException {
    vertx = Vertx.vertx();
    coordinator =
        new Coordinator(
            new CoordinatorConfig(
                new FarmIdentity("1", "0xroot"),
                folder.resolve("data"),
                Storage.EPHEMERAL,
                LeaseConfig.DEFAULT),
            _ -> new ProofChecker.Verdict.Rejected("no proof comes here"),
            InstantSource.system());
    http = new HttpApi(vertx, coordinator, HttpConfig.loopback(0));
    batch = folder.resolve("batch");
    assertEquals(0, proofmill("example", "eth", "--transactions", "2", "--out", batch + ""));
  }

  @AfterEach
  void stop() throws IOException {
    http.close();
    coordinator.close();
    vertx.close().await();
  }

  @Test
  void aSubmittedJobCanBeSeenAndCancelled() {
    String id = submit();
    CommandLineRun status = farm("status", id);
    assertEquals(0, status.exitCode(), status.err());
    assertTrue(status.out().contains("state    QUEUED"), status.out());
    assertTrue(farm("status", id, "--json").out().startsWith("{\"id\":\"" + id));

    CommandLineRun fetch = farm("fetch", id, "-o", folder.resolve("proof.json").toString());
    assertEquals(1, fetch.exitCode());
    assertTrue(fetch.err().contains(id + ": the job has not ended yet"), fetch.err());

    CommandLineRun cancel = farm("cancel", id);
    assertEquals(0, cancel.exitCode(), cancel.err());
    assertTrue(cancel.out().contains("state    CANCELLED"), cancel.out());
    assertEquals(130, farm("watch", id).exitCode());
    assertEquals(130, farm("fetch", id, "-o", folder.resolve("proof.json") + "").exitCode());
    assertFalse(Files.exists(folder.resolve("proof.json")));
  }

  @Test
  void theSameIdempotencyKeyGivesTheSameJob() {
    String first = submit("--idempotency-key", "k");
    assertEquals(first, submit("--idempotency-key", "k"));
    assertFalse(first.equals(submit()));
    CommandLineRun reused =
        farm("submit", batch.toString(), "--idempotency-key", "k", "--priority", "5");
    assertEquals(2, reused.exitCode());
    assertTrue(reused.err().contains("Idempotency-Key"), reused.err());
  }

  @Test
  void anUnknownJobIsAnError() {
    CommandLineRun run = farm("status", "no-such-job");
    assertEquals(2, run.exitCode());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  @Test
  void aMalformedBatchIsNotSubmitted() throws IOException {
    Files.writeString(batch.resolve("env.json"), "[]");
    CommandLineRun run = farm("submit", batch.toString());
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("env.json"), run.err());
    assertEquals(64, farm("submit", batch.toString(), "--priority", "x").exitCode());
  }

  @Test
  void aCoordinatorThatIsNotThereIsNamed() throws IOException {
    String url = "http://127.0.0.1:" + FarmProcesses.freePorts(1).getFirst();
    CommandLineRun run = CommandLineRun.of("status", "job", "--url", url);
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains(url + ": no coordinator can be reached"), run.err());
    assertEquals(64, CommandLineRun.of("status", "job", "--url", "farm").exitCode());
  }

  private String submit(String... more) {
    String[] args = new String[more.length + 2];
    args[0] = "submit";
    args[1] = batch.toString();
    System.arraycopy(more, 0, args, 2, more.length);
    CommandLineRun run = farm(args);
    assertEquals(0, run.exitCode(), run.err());
    return run.out().strip();
  }

  private CommandLineRun farm(String... args) {
    String[] all = new String[args.length + 2];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--url";
    all[args.length + 1] = "http://127.0.0.1:" + http.port();
    return CommandLineRun.of(all);
  }

  private static int proofmill(String... args) {
    return CommandLineRun.of(args).exitCode();
  }
}
