package io.proofmill.evm.execution;

import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Word;

/// What a block is given before its transactions run.
///
/// @param gasLimit at most 2^63 − 1
/// @param prevRandao `mixHash` of the header; before Paris whatever the input has there
/// @param baseFeePerGas zero before London
/// @param excessBlobGas zero before Cancun
/// @param parentBeaconBlockRoot zero when the input does not give it
public record BlockEnvironment(
    long number,
    long timestamp,
    long gasLimit,
    Address coinbase,
    Word difficulty,
    Hash32 prevRandao,
    Word baseFeePerGas,
    long excessBlobGas,
    Hash32 parentBeaconBlockRoot) {}
