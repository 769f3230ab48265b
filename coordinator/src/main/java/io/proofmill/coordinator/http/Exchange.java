package io.proofmill.coordinator.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// One request and its answer, for a handler on a virtual thread: calls block, and do their work on
/// the request's event loop.
final class Exchange {
  // A client that takes nothing for this long is given up.
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(30);

  // How long an answered client may go on sending a body that nobody wants: closing at once could
  // reset the connection before it has read the answer.
  private static final long LINGER_MS = 1_000;

  /// The client has gone, or takes nothing.
  static final class ClientLostException extends IOException {
    private static final long serialVersionUID = 1L;

    ClientLostException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private final RoutingContext routing;
  private final Context context;
  private final HttpServerRequest request;

  /// To be called on the event loop; the body waits until it is asked for.
  Exchange(RoutingContext routing, Context context) {
    this.routing = routing;
    this.context = context;
    this.request = routing.request();
    request.pause();
  }

  /// The part of the path that the route calls `name`.
  String pathPart(String name) {
    return routing.pathParam(name);
  }

  Optional<String> query(String name) {
    return Optional.ofNullable(request.getParam(name));
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeader(name));
  }

  /// The declared length of the body, or -1.
  long contentLength() {
    String text = request.getHeader("Content-Length");
    // The server has checked its form.
    return text == null ? -1 : Long.parseLong(text);
  }

  /// The body as it arrives, failing when it is not complete in time.
  InputStream body(Duration timeout) {
    return new RequestBody(request, context, timeout);
  }

  /// Sends a whole answer. A body that nobody read is dropped, and the connection with it.
  void send(Answer answer) throws IOException, InterruptedException {
    onLoop(() -> {
      HttpServerResponse response = request.response();
      if (response.closed() || response.ended()) {
        return Future.succeededFuture();
      }
      answer.headers().forEach(response::putHeader);
      response.putHeader("Cache-Control", "no-store");
      response.setStatusCode(answer.status());
      if (!request.isEnded()) {
        response.putHeader("Connection", "close");
        request.handler(null);
        request.resume();
        routing.vertx().setTimer(LINGER_MS, timer -> request.connection().close());
      }
      return response.end(Buffer.buffer(answer.body()));
    });
  }

  /// Starts an answer that is sent in parts.
  void startStream(Map<String, String> headers) throws IOException, InterruptedException {
    onLoop(() -> {
      HttpServerResponse response = request.response();
      headers.forEach(response::putHeader);
      response.setChunked(true);
      request.resume();
      return response.writeHead();
    });
  }

  /// Sends a part and waits until it is on its way.
  void write(String part) throws IOException, InterruptedException {
    onLoop(() -> request.response().write(part));
  }

  /// Ends an answer sent in parts.
  void endStream() throws IOException, InterruptedException {
    onLoop(() -> request.response().end());
  }

  /// Breaks the connection.
  void abort() {
    context.runOnContext(nothing -> request.connection().close());
  }

  /// Whether the client has gone.
  boolean isClosed() {
    return request.response().closed();
  }

  private <T> T onLoop(Supplier<Future<T>> step) throws IOException, InterruptedException {
    var done = new CompletableFuture<T>();
    context.runOnContext(nothing -> {
      try {
        step.get()
            .onComplete(result -> {
              if (result.succeeded()) {
                done.complete(result.result());
              } else {
                done.completeExceptionally(result.cause());
              }
            });
      } catch (RuntimeException e) {
        done.completeExceptionally(e);
      }
    });
    try {
      return done.get(WRITE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new ClientLostException("connection lost", e.getCause());
    } catch (TimeoutException e) {
      throw new ClientLostException("client takes nothing", e);
    }
  }
}
