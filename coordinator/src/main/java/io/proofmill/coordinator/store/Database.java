package io.proofmill.coordinator.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/// The job database: a pool of connections to a migrated schema.
public final class Database implements AutoCloseable {
  private static final int CONNECTIONS_MAX = 8;
  private static final long CONNECTION_TIMEOUT_MS = 10_000;

  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private Database(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setPoolName("jobs");
    config.setMaximumPoolSize(CONNECTIONS_MAX);
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
    // A database in memory lives as long as some connection does: none is ever retired.
    config.setMaxLifetime(0);
    this.pool = new HikariDataSource(config);
    try {
      Flyway.configure()
          .dataSource(pool)
          .locations("classpath:io/proofmill/coordinator/migrations")
          .load()
          .migrate();
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
    this.jdbi = Jdbi.create(pool);
  }

  /// An embedded database in the file `<path>.mv.db`. Committed rows are on disk when a call
  /// returns: H2 writes its log with every commit when the write delay is 0.
  public static Database file(Path path) {
    return new Database(
        "jdbc:h2:file:" + path.toAbsolutePath() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE" + LOCKS);
  }

  /// A database in memory, gone when closed.
  public static Database memory() {
    return new Database("jdbc:h2:mem:" + UUID.randomUUID() + "" + LOCKS);
  }

  private static final String LOCKS = ";LOCK_TIMEOUT=10000";

  Jdbi jdbi() {
    return jdbi;
  }

  /// Whether the database answers.
  public boolean isReachable() {
    return jdbi.withHandle(handle -> handle.select("SELECT 1").mapTo(Integer.class).one()) == 1;
  }

  @Override
  public void close() {
    pool.close();
  }
}
