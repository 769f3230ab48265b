-- Jobs, their task graphs, leases, artifacts and events. Plain SQL that H2 and PostgreSQL share.
-- Times are milliseconds since 1970 UTC; lists and objects are JSON text.

CREATE TABLE jobs (
  id               VARCHAR(100)  NOT NULL PRIMARY KEY,
  state            VARCHAR(20)   NOT NULL,
  phase            VARCHAR(100)  NOT NULL,
  vk_tree_root     VARCHAR(100)  NOT NULL,
  input_sha256     VARCHAR(64)   NOT NULL,
  input_bytes      BIGINT        NOT NULL,
  parameters       VARCHAR(20000) NOT NULL,
  labels           VARCHAR(20000) NOT NULL,
  priority         INTEGER       NOT NULL,
  deadline_ms      BIGINT,
  idempotency_key  VARCHAR(200)  UNIQUE,
  request_sha256   VARCHAR(64)   NOT NULL,
  created_ms       BIGINT        NOT NULL,
  started_ms       BIGINT,
  finished_ms      BIGINT,
  tasks_done       INTEGER       NOT NULL,
  tasks_total      INTEGER       NOT NULL,
  proof_sha256     VARCHAR(64),
  proof_bytes      BIGINT,
  failure_category VARCHAR(40),
  failure_reason   VARCHAR(2000),
  failure_task     VARCHAR(100),
  last_event       BIGINT        NOT NULL
);
CREATE INDEX jobs_newest ON jobs (created_ms, id);
CREATE INDEX jobs_open ON jobs (state, deadline_ms);

-- attempt is the fencing number: it grows with every lease, and a write about a leased task names it.
CREATE TABLE tasks (
  job_id           VARCHAR(100)  NOT NULL REFERENCES jobs (id),
  name             VARCHAR(100)  NOT NULL,
  kind             VARCHAR(20)   NOT NULL,
  shard            INTEGER       NOT NULL,
  position         INTEGER       NOT NULL,
  state            VARCHAR(20)   NOT NULL,
  waiting_for      INTEGER       NOT NULL,
  attempt          INTEGER       NOT NULL,
  worker           VARCHAR(100),
  request_id       VARCHAR(100),
  lease_until_ms   BIGINT,
  ready_ms         BIGINT,
  prefers          VARCHAR(100),
  preferred_worker VARCHAR(100),
  inputs           VARCHAR(1000000) NOT NULL,
  outputs          VARCHAR(1000000) NOT NULL,
  children         VARCHAR(1000000) NOT NULL,
  PRIMARY KEY (job_id, name)
);
CREATE INDEX tasks_by_state ON tasks (state, ready_ms);

CREATE TABLE task_dependencies (
  job_id VARCHAR(100) NOT NULL,
  task   VARCHAR(100) NOT NULL,
  needs  VARCHAR(100) NOT NULL,
  PRIMARY KEY (job_id, task, needs),
  FOREIGN KEY (job_id, task) REFERENCES tasks (job_id, name),
  FOREIGN KEY (job_id, needs) REFERENCES tasks (job_id, name)
);
CREATE INDEX task_dependents ON task_dependencies (job_id, needs);

-- Every lease ever granted. outcome: leased, done, failed, expired, cancelled.
CREATE TABLE attempts (
  job_id    VARCHAR(100) NOT NULL,
  task      VARCHAR(100) NOT NULL,
  attempt   INTEGER      NOT NULL,
  worker    VARCHAR(100) NOT NULL,
  leased_ms BIGINT       NOT NULL,
  ended_ms  BIGINT,
  outcome   VARCHAR(20)  NOT NULL,
  category  VARCHAR(40),
  reason    VARCHAR(2000),
  PRIMARY KEY (job_id, task, attempt),
  FOREIGN KEY (job_id, task) REFERENCES tasks (job_id, name)
);

CREATE TABLE artifacts (
  job_id  VARCHAR(100) NOT NULL REFERENCES jobs (id),
  name    VARCHAR(100) NOT NULL,
  sha256  VARCHAR(64)  NOT NULL,
  bytes   BIGINT       NOT NULL,
  task    VARCHAR(100),
  attempt INTEGER,
  PRIMARY KEY (job_id, name)
);

CREATE TABLE events (
  job_id VARCHAR(100)   NOT NULL REFERENCES jobs (id),
  seq    BIGINT         NOT NULL,
  at_ms  BIGINT         NOT NULL,
  type   VARCHAR(40)    NOT NULL,
  data   VARCHAR(20000) NOT NULL,
  PRIMARY KEY (job_id, seq)
);
