package io.proofmill.evm.event;

import io.proofmill.evm.primitive.Word;

/// A transaction ends: gas is settled. The two account accesses of [TokenEvent#TX_END_STEP] follow.
/// `gasUsed = max(gasLimit − gasLeft − refund, floorGas)`.
///
/// @param succeeded the receipt's status
/// @param gasLeft what execution left of the gas limit, before the refund
/// @param refund the part of the refund counter that counts, at most a fifth of the gas spent
/// @param gasUsed what the sender pays for
/// @param priorityFeePerGas what of the effective gas price goes to the coinbase
/// @param cumulativeGasUsed of the block, this transaction included
/// @param logs how many logs the transaction left
public record TxEnd(
    long ts,
    long nextTs,
    int txId,
    boolean succeeded,
    long gasLeft,
    long refund,
    long gasUsed,
    Word effectiveGasPrice,
    Word priorityFeePerGas,
    long cumulativeGasUsed,
    int logs)
    implements TokenEvent {}
