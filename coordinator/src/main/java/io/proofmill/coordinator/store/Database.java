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
  private final String forceStatement;

  private Database(String url, String forceStatement) {
    this.forceStatement = forceStatement;
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

  /// An embedded database in the file `<path>.mv.db`, forced to disk by [#force].
  public static Database file(Path path) {
    return new Database(
        "jdbc:h2:file:" + path.toAbsolutePath() + ";DB_CLOSE_ON_EXIT=FALSE" + LOCKS,
        "CHECKPOINT SYNC");
  }

  /// A database in memory, gone when closed.
  public static Database memory() {
    return new Database("jdbc:h2:mem:" + UUID.randomUUID() + LOCKS, "");
  }

  private static final String LOCKS = ";LOCK_TIMEOUT=10000";

  Jdbi jdbi() {
    return jdbi;
  }

  /// Returns when everything committed so far is on disk. A commit alone is not: H2 writes
  /// committed pages up to half a second later, and with a write delay of 0 even later than that.
  void force() {
    if (!forceStatement.isEmpty()) {
      jdbi.useHandle(handle -> handle.execute(forceStatement));
    }
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
