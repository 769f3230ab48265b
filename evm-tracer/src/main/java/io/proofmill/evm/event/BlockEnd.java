package io.proofmill.evm.event;

import io.proofmill.evm.primitive.Hash32;

/// A block ends: what its header says of the execution.
///
/// @param index position in the batch, from 0
/// @param transactions how many transactions the block holds
public record BlockEnd(
    long ts,
    long nextTs,
    int index,
    long number,
    int transactions,
    long gasUsed,
    Hash32 stateRoot,
    Hash32 transactionsRoot,
    Hash32 receiptsRoot,
    Hash32 blockHash)
    implements TokenEvent {}
