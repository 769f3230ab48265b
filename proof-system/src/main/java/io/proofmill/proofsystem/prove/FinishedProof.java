package io.proofmill.proofsystem.prove;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.verifier.protocol.Accumulator;
import io.proofmill.verifier.protocol.ProofData;

/// A proof that its prover has verified, the pairing included.
///
/// @param bytes the proof as [io.proofmill.verifier.protocol.ProofCodec] writes it
/// @param data the same proof's elements
/// @param sum its bus sum: zero for a closed proof
/// @param accumulator the two sides of its pairing equation
/// @param transcriptEnd what later challenges absorb of it (R3)
public record FinishedProof(
    byte[] bytes,
    ProofData<FrElement, G1Point> data,
    FrElement sum,
    Accumulator accumulator,
    FrElement transcriptEnd) {}
