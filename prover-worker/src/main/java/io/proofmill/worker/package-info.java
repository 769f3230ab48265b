/// Leases tasks and runs tracer, prover and aggregator on them.
package io.proofmill.worker;
