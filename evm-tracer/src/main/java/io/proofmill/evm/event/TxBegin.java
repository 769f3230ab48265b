package io.proofmill.evm.event;

import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Word;
import java.util.Optional;

/// A transaction starts: every signed field, what follows from them, and the signature. The three
/// account accesses of [TokenEvent#TX_BEGIN_STEP] follow. A transaction without code to run goes on
/// directly with its [TxEnd].
///
/// @param txId unique in the batch, from 1
/// @param blockIndex the block's position in the batch, from 0
/// @param index position in the block, from 0
/// @param type EIP-2718 type; 0 is legacy
/// @param hash of the signed encoding
/// @param signingHash what the signature signs
/// @param sender recovered from the signature
/// @param chainIdSigned false only for a legacy transaction from before EIP-155
/// @param maxFeePerGas the gas price for types 0 and 1
/// @param maxPriorityFeePerGas the gas price for types 0 and 1
/// @param effectiveGasPrice `min(maxFeePerGas, baseFee + maxPriorityFeePerGas)`
/// @param to empty for a contract creation
/// @param data calldata or init code; not to be changed
/// @param intrinsicGas charged before execution: 21000 and what data and lists cost
/// @param floorGas the least the transaction may use (EIP-7623); 0 before Prague
public record TxBegin(
    long ts,
    long nextTs,
    int txId,
    int blockIndex,
    int index,
    int type,
    Hash32 hash,
    Hash32 signingHash,
    Address sender,
    boolean chainIdSigned,
    long nonce,
    long gasLimit,
    Word maxFeePerGas,
    Word maxPriorityFeePerGas,
    Word effectiveGasPrice,
    Optional<Address> to,
    Word value,
    byte[] data,
    long intrinsicGas,
    long floorGas,
    int yParity,
    Word r,
    Word s)
    implements TokenEvent {}
