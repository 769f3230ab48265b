/// The tables that prove an execution, one package each, and the plan from a batch to shards.
package io.proofmill.circuits;
