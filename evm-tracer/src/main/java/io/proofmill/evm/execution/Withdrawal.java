package io.proofmill.evm.execution;

import io.proofmill.evm.primitive.Address;

/// A withdrawal of the beacon chain (EIP-4895).
///
/// @param amountGwei unsigned
public record Withdrawal(long index, long validatorIndex, Address address, long amountGwei) {}
