/// A job's tasks, done for real: tracer, shard prover and aggregator behind the farm's
/// [io.proofmill.jobapi.task.TaskRunner].
package io.proofmill.worker.pipeline;
