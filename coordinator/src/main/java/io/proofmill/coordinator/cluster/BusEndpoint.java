package io.proofmill.coordinator.cluster;

import io.proofmill.jobapi.Decoded;
import io.proofmill.jobapi.StrictJson;
import io.proofmill.jobapi.lease.BusAddresses;
import io.proofmill.jobapi.lease.Completion;
import io.proofmill.jobapi.lease.FarmLink;
import io.proofmill.jobapi.lease.Heartbeat;
import io.proofmill.jobapi.lease.LeaseRequest;
import io.proofmill.jobapi.lease.TaskFailure;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers workers on the event bus. Messages are JSON text; a malformed one is refused with its
/// reason, and one that cannot be served now is failed, so that the worker asks again.
public final class BusEndpoint implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BusEndpoint.class);
  private static final int REGISTER_SECONDS = 30;

  /// The failure code of a malformed message.
  public static final int MALFORMED = 400;

  /// The failure code of a message that could not be served.
  public static final int UNAVAILABLE = 503;

  private final FarmLink link;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<MessageConsumer<String>> consumers = new ArrayList<>();

  private interface Service<T> {
    Object serve(T message) throws IOException, InterruptedException;
  }

  /// Starts to answer.
  public BusEndpoint(Vertx vertx, FarmLink link) throws IOException {
    this.link = link;
    serve(vertx, BusAddresses.LEASE, LeaseRequest.class, this.link::lease);
    serve(vertx, BusAddresses.HEARTBEAT, Heartbeat.class, this.link::heartbeat);
    serve(vertx, BusAddresses.COMPLETE, Completion.class, this.link::complete);
    serve(vertx, BusAddresses.FAIL, TaskFailure.class, this.link::fail);
  }

  /// Takes no more messages and waits for those being served.
  @Override
  public void close() throws IOException {
    try {
      for (MessageConsumer<String> consumer : consumers) {
        consumer.unregister().await(REGISTER_SECONDS, TimeUnit.SECONDS);
      }
    } catch (Exception e) {
      throw new IOException("cannot leave the event bus", e);
    } finally {
      threads.close();
    }
  }

  private <T> void serve(Vertx vertx, String address, Class<T> type, Service<T> service)
      throws IOException {
    MessageConsumer<String> consumer = vertx.eventBus().consumer(address);
    consumers.add(consumer);
    consumer.handler(message -> threads.execute(() -> answer(address, message, type, service)));
    try {
      consumer.completion().await(REGISTER_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IOException("cannot register " + address + " on the event bus", e);
    }
  }

  private static <T> void answer(
      String address, Message<String> message, Class<T> type, Service<T> service) {
    switch (StrictJson.decode(message.body(), type)) {
      case Decoded.Malformed<T>(String reason) -> {
        LOG.warn("message refused: address={} reason=\"{}\"", address, reason);
        message.fail(MALFORMED, reason);
      }
      case Decoded.Value<T>(T value) -> {
        try {
          message.reply(StrictJson.encode(service.serve(value)));
        } catch (IOException | RuntimeException e) {
          LOG.error("message failed: address={}", address, e);
          message.fail(UNAVAILABLE, e.getClass().getSimpleName());
        } catch (InterruptedException e) {
          message.fail(UNAVAILABLE, "the coordinator stops");
        }
      }
    }
  }
}
