package io.proofmill.evm.event;

import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Word;

/// A block starts: every field that an opcode or a transaction can ask for.
///
/// @param index position in the batch, from 0
/// @param prevRandao the beacon chain's randomness, `mixHash` in the header
/// @param parentBeaconBlockRoot zero when the input does not give it
public record BlockBegin(
    long ts,
    long nextTs,
    int index,
    long number,
    long timestamp,
    long gasLimit,
    Address coinbase,
    Hash32 prevRandao,
    Word baseFeePerGas,
    long excessBlobGas,
    Hash32 parentHash,
    Hash32 parentBeaconBlockRoot)
    implements TokenEvent {}
