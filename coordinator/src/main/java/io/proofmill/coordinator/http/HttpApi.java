package io.proofmill.coordinator.http;

import io.proofmill.coordinator.Coordinator;
import io.proofmill.jobapi.http.ProblemType;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP API of the coordinator. Requests are routed on Vert.x event loops and handled on
/// virtual threads, since most of them wait for SQL or for a job.
public final class HttpApi implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
  private static final String ID = "(?<id>[A-Za-z0-9-]{1,100})";
  private static final int IDLE_SECONDS = 90;
  private static final int START_SECONDS = 30;

  private final Coordinator coordinator;
  private final ProofEndpoints endpoints;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  private interface Endpoint {
    Answer answer(Exchange exchange) throws IOException, InterruptedException;
  }

  private interface Conversation {
    void hold(Exchange exchange) throws IOException, InterruptedException;
  }

  /// Starts to listen.
  public HttpApi(Vertx vertx, Coordinator coordinator, HttpConfig config) throws IOException {
    this.coordinator = coordinator;
    this.endpoints = new ProofEndpoints(coordinator, config);
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(config.host())
            .setPort(config.port())
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setMaxHeaderSize(16 << 10)
            .setMaxInitialLineLength(4 << 10)
            .setHttp2ClearTextEnabled(false)
            .setHandle100ContinueAutomatically(true);
    this.server = vertx.createHttpServer(options).requestHandler(router(vertx));
    try {
      server.listen().await(START_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IOException(
          "cannot listen on " + config.host() + ":" + config.port() + ": " + e.getMessage(), e);
    }
    LOG.info("http api listening: host={} port={}", config.host(), port());
  }

  /// The port in use.
  public int port() {
    return server.actualPort();
  }

  /// Stops to listen, breaks the connections and waits for the handlers, which notice. They are not
  /// interrupted, since an interrupt inside H2 closes its file.
  @Override
  public void close() throws IOException {
    try {
      server.close().await(START_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IOException("cannot stop the HTTP server", e);
    } finally {
      threads.close();
    }
  }

  private Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    answer(router.route(HttpMethod.POST, "/v1/proofs"), endpoints::submit);
    answer(router.route(HttpMethod.GET, "/v1/proofs"), endpoints::list);
    answer(router.routeWithRegex(HttpMethod.GET, "/v1/proofs/" + ID), endpoints::status);
    answer(router.routeWithRegex(HttpMethod.GET, "/v1/proofs/" + ID + "/tasks"), endpoints::tasks);
    answer(router.routeWithRegex(HttpMethod.GET, "/v1/proofs/" + ID + "/proof"), endpoints::proof);
    answer(
        router.routeWithRegex(HttpMethod.POST, "/v1/proofs/" + ID + ":cancel"), endpoints::cancel);
    hold(
        router.routeWithRegex(HttpMethod.GET, "/v1/proofs/" + ID + "/events"),
        exchange -> new EventStream(coordinator, exchange, exchange.pathPart("id")).serve());
    answer(router.route(HttpMethod.PUT, "/v1/inputs/:sha256"), endpoints::putInput);
    answer(router.route(HttpMethod.GET, "/livez"), endpoints::live);
    answer(router.route(HttpMethod.GET, "/readyz"), endpoints::ready);
    router.errorHandler(
        400, refuse(vertx, ProblemType.INVALID_PARAMETER, "the path or query is malformed"));
    router.errorHandler(404, refuse(vertx, ProblemType.NOT_FOUND, "no such path"));
    router.errorHandler(405, refuse(vertx, ProblemType.METHOD_NOT_ALLOWED, "no such method here"));
    router.errorHandler(500, refuse(vertx, ProblemType.INTERNAL, "the router failed"));
    return router;
  }

  private void answer(Route route, Endpoint endpoint) {
    hold(route, exchange -> exchange.send(endpoint.answer(exchange)));
  }

  private void hold(Route route, Conversation conversation) {
    route.handler(routing -> {
      Exchange exchange = new Exchange(routing, routing.vertx().getOrCreateContext());
      String what = routing.request().method() + " " + routing.normalizedPath();
      threads.execute(() -> handle(exchange, what, conversation));
    });
  }

  private static void handle(Exchange exchange, String what, Conversation conversation) {
    try {
      try {
        conversation.hold(exchange);
      } catch (RequestBody.TimeoutException e) {
        exchange.send(Answer.problem(ProblemType.REQUEST_TIMEOUT, e.getMessage()));
      } catch (JdbiException e) {
        LOG.error("request failed: request=\"{}\" cause=database", what, e);
        exchange.send(
            Answer.problem(ProblemType.UNAVAILABLE, "the database failed")
                .with("Retry-After", "2"));
      } catch (Exchange.ClientLostException e) {
        LOG.debug("client left: request=\"{}\" cause=\"{}\"", what, e.getMessage());
        exchange.abort();
      } catch (IOException e) {
        LOG.error("request failed: request=\"{}\" cause=storage", what, e);
        exchange.send(
            Answer.problem(ProblemType.UNAVAILABLE, "storage failed").with("Retry-After", "2"));
      } catch (RuntimeException e) {
        LOG.error("request failed: request=\"{}\" cause=defect", what, e);
        exchange.send(Answer.problem(ProblemType.INTERNAL, "see the coordinator's log"));
      }
    } catch (IOException e) {
      LOG.debug("answer not sent: request=\"{}\" cause=\"{}\"", what, e.getMessage());
      exchange.abort();
    } catch (InterruptedException e) {
      exchange.abort();
    }
  }

  private Handler<RoutingContext> refuse(Vertx vertx, ProblemType type, String detail) {
    return routing -> {
      Throwable cause = routing.failure();
      if (type == ProblemType.INTERNAL) {
        LOG.error("routing failed: path={}", routing.normalizedPath(), cause);
      }
      Exchange exchange = new Exchange(routing, vertx.getOrCreateContext());
      String what = routing.request().method() + " " + routing.request().path();
      threads.execute(
          () -> handle(exchange, what, held -> held.send(Answer.problem(type, detail))));
    };
  }
}
