package io.proofmill.evm.transaction;

import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Word;

/// A tuple of a type 4 transaction (EIP-7702), as signed; it may be invalid, which only makes it
/// have no effect.
///
/// @param nonce unsigned
/// @param yParity below 2^8
public record Authorization(
    Word chainId, Address address, long nonce, int yParity, Word r, Word s) {}
