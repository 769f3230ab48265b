/// Blocks: one row each. See `docs/circuits/block.md`.
package io.proofmill.circuits.block;
