/// Transactions of types 0 to 4: their fields, their encodings, and their signers.
package io.proofmill.evm.transaction;
