package io.proofmill.coordinator.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A request's body as a blocking stream. At most one buffer is asked for ahead of the reader, so a
/// fast sender fills the socket and not the heap.
final class RequestBody extends InputStream {
  /// The body did not arrive in time.
  static final class TimeoutException extends IOException {
    private static final long serialVersionUID = 1L;

    TimeoutException(Duration timeout) {
      super("the body did not arrive within " + timeout.toMillis() + " ms");
    }
  }

  private sealed interface Part {
    record Data(byte[] bytes) implements Part {}

    record End() implements Part {}

    record Broken(Throwable cause) implements Part {}
  }

  private final HttpServerRequest request;
  private final Context context;
  private final Duration timeout;
  private final long deadlineNs;
  private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
  private byte[] current = new byte[0];
  private int position;
  private boolean started;
  private boolean ended;

  RequestBody(HttpServerRequest request, Context context, Duration timeout) {
    this.request = request;
    this.context = context;
    this.timeout = timeout;
    this.deadlineNs = System.nanoTime() + timeout.toNanos();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (position == current.length) {
      if (ended) {
        return -1;
      }
      next();
    }
    int count = Math.min(length, current.length - position);
    System.arraycopy(current, position, target, offset, count);
    position += count;
    return count;
  }

  private void next() throws IOException {
    context.runOnContext(nothing -> demand());
    Part part;
    try {
      part = parts.poll(deadlineNs - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading the body", e);
    }
    switch (part) {
      case Part.Data(byte[] bytes) -> {
        current = bytes;
        position = 0;
      }
      case Part.End() -> ended = true;
      case Part.Broken(Throwable cause) ->
          throw new Exchange.ClientLostException("the body broke off", cause);
      case null -> throw new TimeoutException(timeout);
    }
  }

  // On the event loop.
  private void demand() {
    if (!started) {
      started = true;
      if (request.isEnded()) {
        parts.add(new Part.End());
        return;
      }
      request.exceptionHandler(cause -> parts.add(new Part.Broken(cause)));
      request.endHandler(nothing -> parts.add(new Part.End()));
      request.handler((Buffer buffer) -> parts.add(new Part.Data(buffer.getBytes())));
    }
    request.fetch(1);
  }
}
