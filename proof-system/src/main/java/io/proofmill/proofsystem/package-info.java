/// The prover's side of the proof protocol, the row checker and the soundness harness.
package io.proofmill.proofsystem;
