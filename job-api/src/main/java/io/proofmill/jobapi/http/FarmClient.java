package io.proofmill.jobapi.http;

import io.proofmill.jobapi.Decoded;
import io.proofmill.jobapi.StrictJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A client of the coordinator's HTTP API. An answer that is not a success becomes a
/// [ProblemException]; a coordinator that cannot be reached, a plain `IOException`.
public final class FarmClient implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

  private final URI base;
  private final HttpClient http;

  /// A client of the coordinator at e.g. `http://127.0.0.1:8080`.
  public FarmClient(URI base) {
    String text = base.toString();
    this.base = URI.create(text.endsWith("/") ? text : text + "/");
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }

  /// Submits a job. With a key, sending the same request again yields the same job.
  public ProofStatus submit(SubmitRequest request, Optional<String> idempotencyKey)
      throws IOException, InterruptedException {
    HttpRequest.Builder builder =
        request("v1/proofs")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(StrictJson.encodeBytes(request)));
    idempotencyKey.ifPresent(key -> builder.header("Idempotency-Key", key));
    return read(send(builder), ProofStatus.class);
  }

  /// Uploads an input and returns its digest.
  public String putInput(byte[] bytes) throws IOException, InterruptedException {
    String sha256 = sha256(bytes);
    send(
        request("v1/inputs/" + sha256)
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(bytes)));
    return sha256;
  }

  /// The job now.
  public ProofStatus status(String id) throws IOException, InterruptedException {
    return read(send(request("v1/proofs/" + segment(id)).GET()), ProofStatus.class);
  }

  /// The job once it has finished, or as it is after `wait` (at most a minute).
  public ProofStatus status(String id, Duration wait) throws IOException, InterruptedException {
    HttpRequest.Builder builder =
        request("v1/proofs/" + segment(id) + "?wait=" + wait.toSeconds())
            .timeout(ANSWER_TIMEOUT.plus(wait))
            .GET();
    return read(send(builder), ProofStatus.class);
  }

  /// Jobs, newest first; `cursor` is the previous page's `next`.
  public ProofPage list(Optional<String> cursor) throws IOException, InterruptedException {
    String query = cursor.map(text -> "?cursor=" + segment(text)).orElse("");
    return read(send(request("v1/proofs" + query).GET()), ProofPage.class);
  }

  /// The job's tasks.
  public List<TaskStatus> tasks(String id) throws IOException, InterruptedException {
    return Arrays.asList(
        read(send(request("v1/proofs/" + segment(id) + "/tasks").GET()), TaskStatus[].class));
  }

  /// The proof file.
  public byte[] proof(String id) throws IOException, InterruptedException {
    return send(request("v1/proofs/" + segment(id) + "/proof").GET());
  }

  /// Stops a job.
  public ProofStatus cancel(String id) throws IOException, InterruptedException {
    return read(
        send(request("v1/proofs/" + segment(id) + ":cancel").POST(BodyPublishers.noBody())),
        ProofStatus.class);
  }

  /// Receives the job's events after `lastSeq` until the stream ends or `listener` returns false.
  /// Returns the last sequence number seen; call again with it to resume.
  public long events(String id, long lastSeq, EventListener listener)
      throws IOException, InterruptedException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(base.resolve("v1/proofs/" + segment(id) + "/events"))
            .header("Accept", "text/event-stream")
            .header("Last-Event-ID", Long.toString(lastSeq))
            .GET();
    HttpResponse<InputStream> response = http.send(builder.build(), BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() == 204) {
        return lastSeq;
      }
      if (response.statusCode() != 200) {
        throw problem(response.statusCode(), body.readAllBytes());
      }
      return readEvents(body, lastSeq, listener);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }

  private static long readEvents(InputStream body, long lastSeq, EventListener listener)
      throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    long seq = lastSeq;
    String type = "";
    String data = null;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("event: ")) {
        type = line.substring("event: ".length());
      } else if (line.startsWith("data: ")) {
        data = line.substring("data: ".length());
      } else if (line.isEmpty() && data != null) {
        if (type.equals("progress")) {
          listener.progress(Arrays.asList(readEvent(data, RunningTask[].class)));
        } else {
          JobEvent event = readEvent(data, JobEvent.class);
          seq = Math.max(seq, event.seq());
          if (!listener.event(event)) {
            return seq;
          }
        }
        data = null;
      }
    }
    return seq;
  }

  private static <T> T readEvent(String data, Class<T> type) throws IOException {
    return StrictJson.decode(data, type)
        .orElseThrow(reason -> new IOException("malformed event: " + reason));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(ANSWER_TIMEOUT);
  }

  private byte[] send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
    if (response.statusCode() / 100 != 2) {
      throw problem(response.statusCode(), response.body());
    }
    return response.body();
  }

  private static IOException problem(int status, byte[] body) {
    return switch (StrictJson.decode(body, Problem.class)) {
      case Decoded.Value<Problem>(Problem problem) -> new ProblemException(problem);
      case Decoded.Malformed<Problem>(String reason) ->
          new IOException("HTTP status " + status + " without a problem document: " + reason);
    };
  }

  private static <T> T read(byte[] body, Class<T> type) throws IOException {
    return StrictJson.decode(body, type)
        .orElseThrow(reason -> new IOException("unexpected answer: " + reason));
  }

  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
