package io.proofmill.coordinator.http;

import io.proofmill.coordinator.Coordinator;
import io.proofmill.coordinator.store.JobRow;
import io.proofmill.jobapi.StrictJson;
import io.proofmill.jobapi.http.JobEvent;
import io.proofmill.jobapi.http.ProblemType;
import io.proofmill.jobapi.http.RunningTask;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A job's events as server-sent events (WHATWG HTML, section 9.2). The SSE id is the event's
/// number within the job: a client that comes back with `Last-Event-ID` misses none. Snapshots of
/// running tasks come between as events `progress` without an id. The stream ends after the job's
/// last event; asking again then gives 204, which tells a browser not to come back.
final class EventStream {
  private static final int BATCH = 200;
  private static final Duration POLL_EVERY = Duration.ofSeconds(1);
  private static final long KEEP_ALIVE_MS = 15_000;

  private final Coordinator coordinator;
  private final Exchange exchange;
  private final String id;
  private long lastSeq;
  private String lastProgress = "[]";
  private long lastWriteMs = System.currentTimeMillis();

  EventStream(Coordinator coordinator, Exchange exchange, String id) {
    this.coordinator = coordinator;
    this.exchange = exchange;
    this.id = id;
  }

  /// Serves the stream; returns when it has ended.
  void serve() throws IOException, InterruptedException {
    Optional<JobRow> job = coordinator.store().find(id);
    if (job.isEmpty()) {
      exchange.send(Answer.problem(ProblemType.NOT_FOUND, "no job " + id));
      return;
    }
    Optional<String> resume = exchange.header("Last-Event-ID").or(() -> exchange.query("after"));
    if (resume.isPresent()) {
      if (!resume.get().matches("[0-9]{1,18}")) {
        exchange.send(
            Answer.problem(ProblemType.INVALID_PARAMETER, "Last-Event-ID must be a number"));
        return;
      }
      lastSeq = Long.parseLong(resume.get());
    }
    if (job.get().state().isTerminal() && lastSeq >= job.get().lastEvent()) {
      exchange.send(Answer.empty(204));
      return;
    }
    exchange.startStream(Map.of("Content-Type", "text/event-stream", "Cache-Control", "no-store"));
    follow();
  }

  private void follow() throws IOException, InterruptedException {
    while (!exchange.isClosed()) {
      long seen = coordinator.signals().version();
      // Before the events: a job that is finished here has no event after those read next.
      boolean finished =
          coordinator.store().find(id).map(job -> job.state().isTerminal()).orElse(true);
      int sent = sendEvents();
      if (sent == BATCH) {
        continue;
      }
      if (finished) {
        exchange.endStream();
        return;
      }
      sendProgress();
      if (System.currentTimeMillis() - lastWriteMs > KEEP_ALIVE_MS) {
        write(": keep-alive\n\n");
      }
      coordinator.signals().awaitChange(seen, POLL_EVERY);
    }
  }

  private int sendEvents() throws IOException, InterruptedException {
    List<JobEvent> events = coordinator.store().events(id, lastSeq, BATCH);
    StringBuilder text = new StringBuilder();
    for (JobEvent event : events) {
      text.append("id: ").append(event.seq()).append('\n');
      text.append("event: ").append(event.type()).append('\n');
      text.append("data: ").append(StrictJson.encode(event)).append("\n\n");
      lastSeq = event.seq();
    }
    if (!text.isEmpty()) {
      write(text.toString());
    }
    return events.size();
  }

  private void sendProgress() throws IOException, InterruptedException {
    List<RunningTask> running =
        coordinator.progress().of(id).stream()
            .map(p -> new RunningTask(p.task(), p.worker(), p.step(), p.fraction()))
            .toList();
    String progress = StrictJson.encode(running);
    if (!progress.equals(lastProgress)) {
      write("event: progress\ndata: " + progress + "\n\n");
      lastProgress = progress;
    }
  }

  private void write(String text) throws IOException, InterruptedException {
    exchange.write(text);
    lastWriteMs = System.currentTimeMillis();
  }
}
