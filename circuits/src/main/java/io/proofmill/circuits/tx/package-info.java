/// Transactions, begin and end: one row each. See `docs/circuits/tx.md`.
package io.proofmill.circuits.tx;
