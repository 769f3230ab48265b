/// The prover: from committed columns to a proof that it has verified itself.
package io.proofmill.proofsystem.prove;
