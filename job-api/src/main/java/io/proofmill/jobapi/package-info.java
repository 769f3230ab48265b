/// What the processes of a proving farm say to each other: job and task states, the records on the
/// wire, the contract of a task runner, and artifact storage. JSON is strict in both directions of
/// a version: an unknown or a duplicate key is refused, never skipped.
package io.proofmill.jobapi;
