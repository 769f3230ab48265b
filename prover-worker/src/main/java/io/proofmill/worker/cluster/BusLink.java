package io.proofmill.worker.cluster;

import io.proofmill.jobapi.StrictJson;
import io.proofmill.jobapi.cluster.ClusterSettings;
import io.proofmill.jobapi.lease.BusAddresses;
import io.proofmill.jobapi.lease.Completion;
import io.proofmill.jobapi.lease.FarmLink;
import io.proofmill.jobapi.lease.Heartbeat;
import io.proofmill.jobapi.lease.HeartbeatReply;
import io.proofmill.jobapi.lease.LeaseReply;
import io.proofmill.jobapi.lease.LeaseRequest;
import io.proofmill.jobapi.lease.ReportReply;
import io.proofmill.jobapi.lease.TaskFailure;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way to the coordinator over the clustered event bus.
///
/// A request that is not answered in time fails and is the caller's to repeat. When nothing has
/// been answered for a while the membership itself is given up and made anew: after the last data
/// member has died, the bus does not find its way back alone.
public final class BusLink implements FarmLink, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BusLink.class);
  private static final Duration SEND_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration REJOIN_AFTER = Duration.ofSeconds(15);

  private final ClusterSettings settings;
  private final Object joining = new Object();
  private ClusterNode node;
  private boolean closed;
  private volatile long answeredNs;

  /// A link that joins the cluster with its first request: a worker may be there before its
  /// coordinator is.
  public BusLink(ClusterSettings settings) {
    this.settings = settings;
  }

  @Override
  public LeaseReply lease(LeaseRequest request) throws IOException {
    return ask(BusAddresses.LEASE, request, LeaseReply.class);
  }

  @Override
  public HeartbeatReply heartbeat(Heartbeat heartbeat) throws IOException {
    return ask(BusAddresses.HEARTBEAT, heartbeat, HeartbeatReply.class);
  }

  @Override
  public ReportReply complete(Completion completion) throws IOException {
    return ask(BusAddresses.COMPLETE, completion, ReportReply.class);
  }

  @Override
  public ReportReply fail(TaskFailure failure) throws IOException {
    return ask(BusAddresses.FAIL, failure, ReportReply.class);
  }

  @Override
  public void close() throws IOException {
    synchronized (joining) {
      closed = true;
      if (node != null) {
        node.close();
        node = null;
      }
    }
  }

  private <T> T ask(String address, Object message, Class<T> type) throws IOException {
    ClusterNode current = joined();
    Message<String> reply;
    try {
      reply =
          current
              .vertx()
              .eventBus()
              .<String>request(
                  address,
                  StrictJson.encode(message),
                  new DeliveryOptions().setSendTimeout(SEND_TIMEOUT.toMillis()))
              .await(2 * SEND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (Exception e) {
      throw new IOException("no answer from the coordinator at " + address, e);
    }
    answeredNs = System.nanoTime();
    return StrictJson.decode(reply.body(), type)
        .orElseThrow(reason -> new IOException("unexpected answer at " + address + ": " + reason));
  }

  /// The membership, made anew when it has been useless for a while.
  private ClusterNode joined() throws IOException {
    synchronized (joining) {
      if (closed) {
        throw new IOException("the link is closed");
      }
      if (node != null && System.nanoTime() - answeredNs > REJOIN_AFTER.toNanos()) {
        LOG.warn("cluster left: silentMs={}", REJOIN_AFTER.toMillis());
        ClusterNode useless = node;
        node = null;
        try {
          useless.close();
        } catch (IOException e) {
          LOG.warn("cluster not left in order: cause=\"{}\"", e.getMessage());
        }
      }
      if (node == null) {
        node = new ClusterNode(settings);
        answeredNs = System.nanoTime();
        LOG.info("cluster joined: host={} port={}", settings.host(), settings.port());
      }
      return node;
    }
  }
}
