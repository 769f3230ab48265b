/// The EVM: input readers, state tries, execution, and typed events. Knows no circuit.
package io.proofmill.evm;
