/// The HTTP API, durable jobs, the task graph and its leases. Does no mathematics beyond verifying.
package io.proofmill.coordinator;
