package io.proofmill.coordinator.store;

/// A task seen in some state at some attempt number; to be checked again under the job's lock.
public record Candidate(String jobId, String task, int attempt) {}
