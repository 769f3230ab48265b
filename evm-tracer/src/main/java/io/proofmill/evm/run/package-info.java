/// Runs many inputs and fixtures through the engine and counts: what `execute` does.
package io.proofmill.evm.run;
