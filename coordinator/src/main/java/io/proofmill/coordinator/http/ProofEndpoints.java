package io.proofmill.coordinator.http;

import io.proofmill.coordinator.Coordinator;
import io.proofmill.coordinator.job.Cancellation;
import io.proofmill.coordinator.job.Submission;
import io.proofmill.coordinator.store.JobRow;
import io.proofmill.jobapi.Decoded;
import io.proofmill.jobapi.Names;
import io.proofmill.jobapi.StrictJson;
import io.proofmill.jobapi.artifact.ArtifactMismatchException;
import io.proofmill.jobapi.artifact.ArtifactTooLargeException;
import io.proofmill.jobapi.http.ProblemType;
import io.proofmill.jobapi.http.ProofPage;
import io.proofmill.jobapi.http.SubmitRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What each request means: from the parts of a request to a whole answer.
final class ProofEndpoints {
  private static final int PAGE_DEFAULT = 50;
  private static final int PAGE_MAX = 200;
  private static final int WAIT_SECONDS_MAX = 60;
  private static final int KEY_CHARS_MAX = 200;

  private final Coordinator coordinator;
  private final HttpConfig config;

  ProofEndpoints(Coordinator coordinator, HttpConfig config) {
    this.coordinator = coordinator;
    this.config = config;
  }

  /// `POST /v1/proofs`: 202 once the job is on disk.
  Answer submit(Exchange exchange) throws IOException {
    if (!hasMediaType(exchange, "application/json")) {
      return Answer.problem(
          ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json");
    }
    Optional<String> key = exchange.header("Idempotency-Key");
    if (key.isPresent() && !isKey(key.get())) {
      return Answer.problem(
          ProblemType.INVALID_PARAMETER,
          "Idempotency-Key must be 1 to " + KEY_CHARS_MAX + " printable ASCII characters");
    }
    if (exchange.contentLength() > config.bodyBytesMax()) {
      return tooLarge(config.bodyBytesMax());
    }
    byte[] body;
    try (InputStream in = exchange.body(config.bodyTimeout())) {
      body = in.readNBytes((int) Math.min(config.bodyBytesMax() + 1, Integer.MAX_VALUE - 8));
    }
    if (body.length > config.bodyBytesMax()) {
      return tooLarge(config.bodyBytesMax());
    }
    return switch (StrictJson.decode(body, SubmitRequest.class)) {
      case Decoded.Malformed<SubmitRequest>(String reason) ->
          Answer.problem(ProblemType.MALFORMED_JSON, reason);
      case Decoded.Value<SubmitRequest>(SubmitRequest request) ->
          switch (coordinator.jobs().submit(request, key)) {
            case Submission.Stored(JobRow job) -> accepted(job);
            case Submission.Known(JobRow job) -> accepted(job).with("Idempotent-Replayed", "true");
            case Submission.KeyReused() ->
                Answer.problem(
                    ProblemType.IDEMPOTENCY_KEY_REUSED, "the key belongs to another request");
            case Submission.UnknownInput(String sha256) ->
                Answer.problem(
                    ProblemType.UNKNOWN_INPUT, "upload it first: PUT /v1/inputs/" + sha256);
          };
    };
  }

  /// `PUT /v1/inputs/{sha256}`: streams to disk; 201, or 200 when it was there.
  Answer putInput(Exchange exchange) throws IOException {
    String sha256 = exchange.pathPart("sha256");
    if (!Names.isSha256(sha256)) {
      return Answer.problem(
          ProblemType.INVALID_PARAMETER, "the name must be 64 lower-case hex digits");
    }
    if (exchange.contentLength() > config.inputBytesMax()) {
      return tooLarge(config.inputBytesMax());
    }
    boolean known = coordinator.artifacts().length(sha256) >= 0;
    try (InputStream in = exchange.body(config.bodyTimeout())) {
      return Answer.json(
          known ? 200 : 201, coordinator.artifacts().put(in, sha256, config.inputBytesMax()));
    } catch (ArtifactTooLargeException e) {
      return tooLarge(config.inputBytesMax());
    } catch (ArtifactMismatchException e) {
      return Answer.problem(ProblemType.DIGEST_MISMATCH, e.getMessage());
    }
  }

  /// `GET /v1/proofs?limit=&cursor=`: newest first; the cursor is the last id of the page before.
  Answer list(Exchange exchange) {
    OptionalInt limit = number(exchange.query("limit"), PAGE_DEFAULT, 1, PAGE_MAX);
    if (limit.isEmpty()) {
      return Answer.problem(ProblemType.INVALID_PARAMETER, "limit must be 1 to " + PAGE_MAX);
    }
    Optional<JobRow> after = exchange.query("cursor").flatMap(coordinator.store()::find);
    if (exchange.query("cursor").isPresent() && after.isEmpty()) {
      return Answer.problem(ProblemType.INVALID_PARAMETER, "cursor is not one we gave");
    }
    List<JobRow> rows = coordinator.store().newest(limit.getAsInt() + 1, after);
    boolean more = rows.size() > limit.getAsInt();
    List<JobRow> page = more ? rows.subList(0, limit.getAsInt()) : rows;
    return Answer.json(
        200,
        new ProofPage(
            page.stream().map(JobRow::status).toList(), more ? page.getLast().id() : null));
  }

  /// `GET /v1/proofs/{id}?wait=`: the job now, or once it has finished, or after `wait` seconds.
  Answer status(Exchange exchange) throws InterruptedException {
    OptionalInt wait = number(exchange.query("wait"), 0, 0, WAIT_SECONDS_MAX);
    if (wait.isEmpty()) {
      return Answer.problem(
          ProblemType.INVALID_PARAMETER, "wait must be 0 to " + WAIT_SECONDS_MAX + " seconds");
    }
    String id = exchange.pathPart("id");
    long deadlineNs = System.nanoTime() + wait.getAsInt() * 1_000_000_000L;
    while (true) {
      long seen = coordinator.signals().version();
      Optional<JobRow> job = coordinator.store().find(id);
      if (job.isEmpty()) {
        return noSuchJob(id);
      }
      long leftNs = deadlineNs - System.nanoTime();
      if (job.get().state().isTerminal() || leftNs <= 0 || exchange.isClosed()) {
        return Answer.json(200, job.get().status());
      }
      coordinator.signals().awaitChange(seen, Duration.ofNanos(Math.min(leftNs, 1_000_000_000L)));
    }
  }

  /// `GET /v1/proofs/{id}/tasks`.
  Answer tasks(Exchange exchange) {
    String id = exchange.pathPart("id");
    return coordinator
        .store()
        .find(id)
        .map(job -> Answer.json(200, coordinator.store().tasks(id)))
        .orElseGet(() -> noSuchJob(id));
  }

  /// `GET /v1/proofs/{id}/proof`: the proof file as it was verified.
  Answer proof(Exchange exchange) throws IOException {
    String id = exchange.pathPart("id");
    Optional<JobRow> found = coordinator.store().find(id);
    if (found.isEmpty()) {
      return noSuchJob(id);
    }
    JobRow job = found.get();
    return switch (job.state()) {
      case SUCCEEDED ->
          new Answer(
              200,
              Map.of(
                  "Content-Type",
                  "application/json",
                  "ETag",
                  '"' + job.proof().orElseThrow().sha256() + '"'),
              coordinator.artifacts().get(job.proof().orElseThrow()));
      case QUEUED, RUNNING, VERIFYING ->
          Answer.problem(ProblemType.NOT_FINISHED, "the job is " + job.phase());
      case FAILED ->
          Answer.problem(
              ProblemType.NO_PROOF,
              job.failure().map(f -> f.category() + ": " + f.reason()).orElse("the job failed"));
      case CANCELLED, EXPIRED ->
          Answer.problem(
              ProblemType.NO_PROOF, "the job is " + job.state().name().toLowerCase(Locale.ROOT));
    };
  }

  /// `POST /v1/proofs/{id}:cancel`.
  Answer cancel(Exchange exchange) {
    String id = exchange.pathPart("id");
    return switch (coordinator.jobs().cancel(id)) {
      case Cancellation.Cancelled(JobRow job) -> Answer.json(200, job.status());
      case Cancellation.AlreadyFinished(JobRow job) ->
          Answer.problem(
              ProblemType.ALREADY_FINISHED,
              "the job is " + job.state().name().toLowerCase(Locale.ROOT));
      case Cancellation.NoSuchJob() -> noSuchJob(id);
    };
  }

  /// `GET /livez`.
  Answer live(Exchange exchange) {
    return Answer.json(200, Map.of("status", "live"));
  }

  /// `GET /readyz`.
  Answer ready(Exchange exchange) {
    return coordinator.store().isReachable()
        ? Answer.json(200, Map.of("status", "ready"))
        : Answer.problem(ProblemType.UNAVAILABLE, "the database does not answer");
  }

  private static Answer accepted(JobRow job) {
    return Answer.json(202, job.status()).with("Location", "/v1/proofs/" + job.id());
  }

  private static Answer noSuchJob(String id) {
    return Answer.problem(ProblemType.NOT_FOUND, "no job " + id);
  }

  private static Answer tooLarge(long bytesMax) {
    return Answer.problem(ProblemType.TOO_LARGE, "at most " + bytesMax + " bytes");
  }

  private static boolean isKey(String key) {
    return !key.isEmpty()
        && key.length() <= KEY_CHARS_MAX
        && key.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static boolean hasMediaType(Exchange exchange, String expected) {
    return exchange
        .header("Content-Type")
        .map(text -> text.split(";", 2)[0].strip().equalsIgnoreCase(expected))
        .orElse(false);
  }

  private static OptionalInt number(Optional<String> text, int whenAbsent, int min, int max) {
    if (text.isEmpty()) {
      return OptionalInt.of(whenAbsent);
    }
    if (!text.get().matches("[0-9]{1,9}")) {
      return OptionalInt.empty();
    }
    int value = Integer.parseInt(text.get());
    return value < min || value > max ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
