/// The soundness harness: shows, table by table, that every column is determined, that every
/// changed cell is noticed, and that every constraint and message is needed. How to apply it to a
/// table: `docs/soundness-harness.md`.
package io.proofmill.proofsystem.lie;
