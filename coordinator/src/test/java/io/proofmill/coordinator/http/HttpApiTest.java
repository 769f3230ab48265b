package io.proofmill.coordinator.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.coordinator.Coordinator;
import io.proofmill.coordinator.CoordinatorConfig;
import io.proofmill.coordinator.lease.LeaseConfig;
import io.proofmill.coordinator.verify.ProofChecker.Verdict;
import io.proofmill.jobapi.ArtifactNames;
import io.proofmill.jobapi.ArtifactRef;
import io.proofmill.jobapi.Failure;
import io.proofmill.jobapi.FailureCategory;
import io.proofmill.jobapi.FarmIdentity;
import io.proofmill.jobapi.JobState;
import io.proofmill.jobapi.ShardPlan;
import io.proofmill.jobapi.StrictJson;
import io.proofmill.jobapi.TaskKind;
import io.proofmill.jobapi.http.FarmClient;
import io.proofmill.jobapi.http.JobEvent;
import io.proofmill.jobapi.http.Problem;
import io.proofmill.jobapi.http.ProblemException;
import io.proofmill.jobapi.http.ProblemType;
import io.proofmill.jobapi.http.ProofPage;
import io.proofmill.jobapi.http.ProofStatus;
import io.proofmill.jobapi.http.SubmitRequest;
import io.proofmill.jobapi.lease.Completion;
import io.proofmill.jobapi.lease.LeaseReply;
import io.proofmill.jobapi.lease.LeaseRequest;
import io.proofmill.jobapi.lease.TaskClaim;
import io.proofmill.jobapi.lease.TaskFailure;
import io.proofmill.jobapi.task.TaskSpec;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The API over real sockets. The worker is the test itself, through the leases.
class HttpApiTest {
  private static final FarmIdentity IDENTITY = new FarmIdentity("proofmill/1", "0xroot");
  private static final LeaseConfig LEASES =
      new LeaseConfig(Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofSeconds(1));
  private static final HttpConfig HTTP =
      new HttpConfig("127.0.0.1", 0, 10_000, 20_000, Duration.ofMillis(500));

  // SHA-256("abc"), FIPS 180-2 appendix B.1.
  private static final String ABC_SHA256 =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir static Path folder;
  private static Vertx vertx;
  private static Coordinator coordinator;
  private static HttpApi api;
  private static FarmClient client;
  private static final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws IOException {
    vertx = Vertx.vertx();
    coordinator =
        new Coordinator(
            new CoordinatorConfig(IDENTITY, folder, CoordinatorConfig.Storage.EPHEMERAL, LEASES),
            proof ->
                new String(proof.proofFile(), StandardCharsets.UTF_8).startsWith("bad")
                    ? new Verdict.Rejected("pairing check failed")
                    : new Verdict.Accepted(),
            InstantSource.system());
    api = new HttpApi(vertx, coordinator, HTTP);
    client = new FarmClient(URI.create("http://127.0.0.1:" + api.port()));
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    http.close();
    api.close();
    coordinator.close();
    vertx.close().await();
  }

  @Test
  void aSubmittedBatchBecomesAProof() throws Exception {
    ProofStatus stored = client.submit(request(1), Optional.empty());
    assertEquals(JobState.QUEUED, stored.state());
    assertProblem(ProblemType.NOT_FINISHED, () -> client.proof(stored.id()));
    prove(stored.id(), "proof of 1");
    ProofStatus done = client.status(stored.id(), Duration.ofSeconds(10));
    assertEquals(JobState.SUCCEEDED, done.state());
    assertEquals(new ProofStatus.Tasks(9, 9), done.tasks());
    assertEquals("proof of 1", new String(client.proof(stored.id()), StandardCharsets.UTF_8));
    assertEquals(9, client.tasks(stored.id()).size());
    assertProblem(ProblemType.ALREADY_FINISHED, () -> client.cancel(stored.id()));
  }

  @Test
  void acceptedMeansALocationWhereTheJobIs() throws Exception {
    HttpResponse<String> response = post("/v1/proofs", StrictJson.encode(request(2)));
    assertEquals(202, response.statusCode());
    String location = response.headers().firstValue("Location").orElseThrow();
    assertEquals(200, get(location).statusCode());
    client.cancel(location.substring(location.lastIndexOf('/') + 1));
  }

  @Test
  void anIdempotencyKeyNamesOneRequest() throws Exception {
    ProofStatus first = client.submit(request(3), Optional.of("key-3"));
    assertEquals(first.id(), client.submit(request(3), Optional.of("key-3")).id());
    HttpRequest again =
        HttpRequest.newBuilder(uri("/v1/proofs"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "key-3")
            .POST(BodyPublishers.ofString(StrictJson.encode(request(3))))
            .build();
    HttpResponse<String> replayed = http.send(again, BodyHandlers.ofString());
    assertEquals(202, replayed.statusCode());
    assertEquals("true", replayed.headers().firstValue("Idempotent-Replayed").orElseThrow());
    client.cancel(first.id());
    assertEquals(first.id(), client.submit(request(3), Optional.of("key-3")).id());
    assertProblem(
        ProblemType.IDEMPOTENCY_KEY_REUSED, () -> client.submit(request(4), Optional.of("key-3")));
  }

  @Test
  void anUploadedInputCanBeProven() throws Exception {
    byte[] input = StrictJson.encodeBytes(request(5).input());
    String sha256 = client.putInput(input);
    assertEquals(sha256, client.putInput(input));
    ObjectNode named = StrictJson.object().put("sha256", sha256);
    ProofStatus job = client.submit(SubmitRequest.of(named), Optional.empty());
    assertEquals(new ArtifactRef(sha256, input.length), job.input());
    client.cancel(job.id());
    assertProblem(
        ProblemType.UNKNOWN_INPUT,
        () ->
            client.submit(
                SubmitRequest.of(StrictJson.object().put("sha256", "00".repeat(32))),
                Optional.empty()));
  }

  @Test
  void anUploadWithAnotherDigestOrTooManyBytesIsNotStored() throws Exception {
    assertEquals(422, put("/v1/inputs/" + ABC_SHA256, "abd".getBytes(StandardCharsets.UTF_8)));
    assertEquals(413, put("/v1/inputs/" + ABC_SHA256, new byte[20_001]));
    assertEquals(400, put("/v1/inputs/abc", new byte[1]));
    assertEquals(-1, coordinator.artifacts().length(ABC_SHA256));
    assertEquals(201, put("/v1/inputs/" + ABC_SHA256, "abc".getBytes(StandardCharsets.UTF_8)));
    assertEquals(200, put("/v1/inputs/" + ABC_SHA256, "abc".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aFailedJobSaysWhy() throws Exception {
    String id = client.submit(request(6), Optional.empty()).id();
    TaskSpec trace = take(id);
    coordinator
        .leases()
        .fail(
            new TaskFailure(
                TaskClaim.of("w", trace),
                new Failure(
                    FailureCategory.UNSUPPORTED, "transaction 2 calls a contract\n(at pc 0)")));
    ProofStatus failed = client.status(id, Duration.ofSeconds(5));
    assertEquals(JobState.FAILED, failed.state());
    assertEquals(
        new ProofStatus.Reason(
            FailureCategory.UNSUPPORTED, "transaction 2 calls a contract (at pc 0)", "trace"),
        failed.failure());
    Problem problem = assertProblem(ProblemType.NO_PROOF, () -> client.proof(id));
    assertTrue(problem.detail().contains("transaction 2 calls a contract"), problem.detail());
  }

  @Test
  void aProofThatTheVerifierRefusesNeverSucceeds() throws Exception {
    String id = client.submit(request(7), Optional.empty()).id();
    prove(id, "bad proof");
    ProofStatus failed = client.status(id, Duration.ofSeconds(10));
    assertEquals(JobState.FAILED, failed.state());
    assertEquals(
        new ProofStatus.Reason(FailureCategory.REJECTED_PROOF, "pairing check failed", "verify"),
        failed.failure());
  }

  @Test
  void eventsCanBeResumedAnywhereWithoutLossOrRepetition() throws Exception {
    String id = client.submit(request(8), Optional.empty()).id();
    prove(id, "proof of 8");
    client.status(id, Duration.ofSeconds(10));
    List<JobEvent> all = events(id, 0, Integer.MAX_VALUE);
    assertEquals("state", all.getLast().type());
    assertEquals("SUCCEEDED", all.getLast().data().get("state").textValue());
    for (int cut = 0; cut <= all.size(); cut++) {
      List<JobEvent> parts = new ArrayList<>(events(id, 0, cut));
      parts.addAll(events(id, cut, Integer.MAX_VALUE));
      assertEquals(all, parts);
    }
    HttpResponse<String> over = getAfter("/v1/proofs/" + id + "/events", "" + all.size());
    assertEquals(204, over.statusCode());
    assertEquals(400, getAfter("/v1/proofs/" + id + "/events", "x").statusCode());
    assertEquals(404, getAfter("/v1/proofs/none/events", "0").statusCode());
  }

  @Test
  void eventsArriveWhileTheJobRuns() throws Exception {
    String id = client.submit(request(9), Optional.empty()).id();
    var seen = new ArrayList<String>();
    Thread watcher =
        Thread.ofVirtual()
            .start(() -> {
              try {
                client.events(
                    id,
                    0,
                    event -> {
                      seen.add(event.type());
                      return true;
                    });
              } catch (IOException | InterruptedException e) {
                seen.add(e.toString());
              }
            });
    prove(id, "proof of 9");
    watcher.join(Duration.ofSeconds(10));
    assertEquals(events(id, 0, Integer.MAX_VALUE).stream().map(JobEvent::type).toList(), seen);
  }

  @Test
  void aCancelledJobIsCancelledAtOnce() throws Exception {
    String id = client.submit(request(10), Optional.empty()).id();
    assertEquals(JobState.CANCELLED, client.cancel(id).state());
    assertEquals(JobState.CANCELLED, client.cancel(id).state());
    assertProblem(ProblemType.NO_PROOF, () -> client.proof(id));
  }

  @Test
  void jobsAreListedInPages() throws Exception {
    for (int i = 0; i < 3; i++) {
      client.cancel(client.submit(request(20 + i), Optional.empty()).id());
    }
    var ids = new HashSet<String>();
    String cursor = "";
    for (boolean more = true; more; ) {
      HttpResponse<String> response = get("/v1/proofs?limit=2" + cursor);
      ProofPage page =
          StrictJson.decode(response.body(), ProofPage.class).orElseThrow(AssertionError::new);
      page.proofs().forEach(job -> assertTrue(ids.add(job.id())));
      more = page.next() != null;
      cursor = "&cursor=" + page.next();
    }
    assertTrue(ids.size() >= 3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "GET    | /                             | -                | -    | 404 | not-found",
        "GET    | /v1/proofs/nope               | -                | -    | 404 | not-found",
        "GET    | /v1/proofs/nope/proof         | -                | -    | 404 | not-found",
        "GET    | /v1/proofs/nope/tasks         | -                | -    | 404 | not-found",
        "POST   | /v1/proofs/nope:cancel        | -                | -    | 404 | not-found",
        "GET    | /v1/proofs/nope:cancel        | -                | -    | 405 |"
            + " method-not-allowed",
        "DELETE | /v1/proofs                    | -                | -    | 405 |"
            + " method-not-allowed",
        "GET    | /v1/proofs?limit=0            | -                | -    | 400 |"
            + " invalid-parameter",
        "GET    | /v1/proofs?limit=1e3          | -                | -    | 400 |"
            + " invalid-parameter",
        "GET    | /v1/proofs?cursor=zzz         | -                | -    | 400 |"
            + " invalid-parameter",
        "GET    | /v1/proofs/nope?wait=-1       | -                | -    | 400 |"
            + " invalid-parameter",
        "GET    | /v1/proofs/nope?wait=99999    | -                | -    | 400 |"
            + " invalid-parameter",
        "POST   | /v1/proofs                    | text/plain       | {}   | 415 |"
            + " unsupported-media-type",
        "POST   | /v1/proofs                    | application/json | -    | 400 | malformed-json",
        "POST   | /v1/proofs                    | application/json | {    | 400 | malformed-json",
        "POST   | /v1/proofs                    | application/json | {}   | 400 | malformed-json",
        "POST   | /v1/proofs                    | application/json | []   | 400 | malformed-json",
        "POST   | /v1/proofs                    | application/json | {\"input\":{},\"input\":{}} |"
            + " 400 | malformed-json",
        "POST   | /v1/proofs                    | application/json | {\"input\":{\"block\":{}}}  |"
            + " 400 | malformed-json",
        "POST   | /v1/proofs                    | application/json | {\"inputs\":{}}             |"
            + " 400 | malformed-json",
      })
  void aBadRequestGetsATypedProblem(
      String method, String path, String mediaType, String body, int status, String slug)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (mediaType != null) {
      request.header("Content-Type", mediaType);
    }
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(
        "application/problem+json", response.headers().firstValue("Content-Type").orElseThrow());
    Problem problem =
        StrictJson.decode(response.body(), Problem.class).orElseThrow(AssertionError::new);
    assertEquals("urn:proofmill:problem:" + slug, problem.type());
    assertEquals(status, problem.status());
    assertTrue(!problem.detail().isBlank() && !problem.detail().contains("\n"));
  }

  @Test
  void aBodyThatIsTooLongIsRefusedWithAndWithoutADeclaredLength() throws Exception {
    byte[] body = new byte[10_001];
    HttpRequest declared =
        HttpRequest.newBuilder(uri("/v1/proofs"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    assertEquals(413, http.send(declared, BodyHandlers.ofString()).statusCode());
    HttpRequest chunked =
        HttpRequest.newBuilder(uri("/v1/proofs"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
            .build();
    assertEquals(413, http.send(chunked, BodyHandlers.ofString()).statusCode());
  }

  @Test
  void aBodyThatDoesNotArriveIsGivenUp() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", api.port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              ("POST /v1/proofs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                      + "Content-Length: 100\r\n\r\n{")
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
      assertTrue(answer.contains("urn:proofmill:problem:request-timeout"), answer);
    }
  }

  @Test
  void aKeyThatIsNotPrintableIsRefused() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/v1/proofs"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "a b")
            .POST(BodyPublishers.ofString(StrictJson.encode(request(11))))
            .build();
    assertEquals(400, http.send(request, BodyHandlers.ofString()).statusCode());
  }

  @Test
  void itSaysThatItLivesAndIsReady() throws Exception {
    assertEquals(200, get("/livez").statusCode());
    assertEquals(200, get("/readyz").statusCode());
  }

  private interface Call {
    void run() throws Exception;
  }

  private static Problem assertProblem(ProblemType type, Call call) {
    ProblemException e = assertThrows(ProblemException.class, call::run);
    assertEquals(type.uri(), e.problem().type());
    assertEquals(type.status(), e.problem().status());
    return e.problem();
  }

  private static SubmitRequest request(int number) {
    ObjectNode t8n = StrictJson.object();
    t8n.set("alloc", StrictJson.object());
    t8n.set("env", StrictJson.object().put("currentNumber", number));
    t8n.put("txs", "0xc0");
    t8n.set("config", StrictJson.object());
    ObjectNode input = StrictJson.object();
    input.set("t8n", t8n);
    return SubmitRequest.of(input);
  }

  /// Leases the next task; other tests' jobs must be finished.
  private static TaskSpec take(String id) throws InterruptedException {
    LeaseRequest request = new LeaseRequest("w", IDENTITY, "cpu", UUID.randomUUID().toString());
    TaskSpec task =
        assertInstanceOf(LeaseReply.Granted.class, coordinator.leases().lease(request)).task();
    assertEquals(id, task.jobId());
    assertNotEquals(TaskKind.VERIFY, task.kind());
    return task;
  }

  /// Does all tasks of a job of two shards; the coordinator verifies.
  private static void prove(String id, String proof) throws Exception {
    for (TaskSpec task = null; task == null || !task.outputs().contains("root"); ) {
      task = take(id);
      Map<String, ArtifactRef> outputs = new HashMap<>();
      for (String name : task.outputs()) {
        outputs.put(name, put(name.equals("root") ? proof : id + name));
      }
      ObjectNode metadata = StrictJson.object();
      if (task.kind() == TaskKind.TRACE) {
        metadata = (ObjectNode) StrictJson.toTree(ShardPlan.balanced(2, 2));
        outputs.put(ArtifactNames.witness(0), put("witness 0"));
        outputs.put(ArtifactNames.witness(1), put("witness 1"));
      }
      coordinator.leases().complete(new Completion(TaskClaim.of("w", task), outputs, metadata));
    }
  }

  private static ArtifactRef put(String text) throws IOException {
    return coordinator.artifacts().put(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<JobEvent> events(String id, long after, int count) throws Exception {
    List<JobEvent> events = new ArrayList<>();
    if (count > 0) {
      client.events(
          id,
          after,
          event -> {
            events.add(event);
            return events.size() < count;
          });
    }
    return events;
  }

  private static URI uri(String path) {
    return URI.create("http://127.0.0.1:" + api.port() + path);
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return http.send(HttpRequest.newBuilder(uri(path)).GET().build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> getAfter(String path, String lastEventId) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri(path)).header("Last-Event-ID", lastEventId).GET().build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String path, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static int put(String path, byte[] body) throws Exception {
    return http.send(
            HttpRequest.newBuilder(uri(path)).PUT(BodyPublishers.ofByteArray(body)).build(),
            BodyHandlers.ofString())
        .statusCode();
  }
}
