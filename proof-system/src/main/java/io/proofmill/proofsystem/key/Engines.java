package io.proofmill.proofsystem.key;

import io.proofmill.msm.CommitmentKey;
import io.proofmill.ntt.NttEngine;

/// What a prover computes with.
public record Engines(NttEngine ntt, CommitmentKey commitments) {}
