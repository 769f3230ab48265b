package io.proofmill.coordinator;

import io.proofmill.coordinator.cluster.BusEndpoint;
import io.proofmill.coordinator.cluster.ClusterNode;
import io.proofmill.coordinator.http.HttpApi;
import io.proofmill.coordinator.http.HttpConfig;
import io.proofmill.coordinator.verify.ProofChecker;
import io.proofmill.jobapi.cluster.ClusterSettings;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;

/// A coordinator with its network: the core, the event bus for workers and the HTTP API for
/// clients.
public final class CoordinatorProcess implements AutoCloseable {
  private final Coordinator coordinator;
  private final ClusterNode cluster;
  private final BusEndpoint bus;
  private final HttpApi http;

  /// Starts everything, or nothing.
  public CoordinatorProcess(
      CoordinatorConfig config, ClusterSettings cluster, HttpConfig http, ProofChecker checker)
      throws IOException {
    Opened opened = new Opened();
    try {
      this.coordinator = opened.add(new Coordinator(config, checker, InstantSource.system()));
      this.cluster = opened.add(new ClusterNode(cluster));
      this.bus = opened.add(new BusEndpoint(this.cluster.vertx(), coordinator.leases()));
      this.http = opened.add(new HttpApi(this.cluster.vertx(), coordinator, http));
    } catch (IOException | RuntimeException e) {
      opened.closeAfter(e);
      throw e;
    }
  }

  /// The core.
  public Coordinator coordinator() {
    return coordinator;
  }

  /// The port of the HTTP API.
  public int httpPort() {
    return http.port();
  }

  /// Stops in the opposite order.
  @Override
  public void close() throws IOException {
    try (coordinator;
        cluster;
        bus;
        http) {
      coordinator.leases().close();
    }
  }

  /// What was opened so far.
  private static final class Opened {
    private final ArrayDeque<AutoCloseable> parts = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T part) {
      parts.push(part);
      return part;
    }

    void closeAfter(Exception cause) {
      for (AutoCloseable part : parts) {
        try {
          part.close();
        } catch (Exception e) {
          cause.addSuppressed(e);
        }
      }
    }
  }
}
