package io.proofmill.worker.cluster;

import com.hazelcast.config.Config;
import io.proofmill.jobapi.cluster.ClusterSettings;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// This process's membership in the farm's cluster: a Vert.x whose event bus reaches all members.
final class ClusterNode implements AutoCloseable {
  private static final int JOIN_SECONDS = 60;
  private static final int LEAVE_SECONDS = 20;

  private final Vertx vertx;

  /// Joins the cluster.
  ClusterNode(ClusterSettings settings) throws IOException {
    Config config = Config.loadFromString(settings.toHazelcastXml());
    VertxOptions options =
        new VertxOptions().setEventBusOptions(new EventBusOptions().setHost(settings.host()));
    try {
      vertx =
          Vertx.builder()
              .with(options)
              .withClusterManager(new HazelcastClusterManager(config))
              .buildClustered()
              .await(JOIN_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IOException(
          "cannot join the cluster at " + settings.host() + ":" + settings.port(), e);
    }
  }

  /// The clustered Vert.x.
  Vertx vertx() {
    return vertx;
  }

  @Override
  public void close() throws IOException {
    try {
      vertx.close().await(LEAVE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IOException("cannot leave the cluster", e);
    }
  }
}
