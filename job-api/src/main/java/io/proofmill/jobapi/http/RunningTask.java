package io.proofmill.jobapi.http;

/// What a running task last said about itself.
///
/// @param step what it is doing, free text
/// @param fraction how far it is, 0 to 1; below 0 when unknown
public record RunningTask(String task, String worker, String step, double fraction) {}
