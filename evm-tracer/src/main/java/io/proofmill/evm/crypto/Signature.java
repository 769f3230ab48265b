package io.proofmill.evm.crypto;

import io.proofmill.evm.primitive.Word;

/// An ECDSA signature over secp256k1 as Ethereum carries it; not necessarily a valid one.
///
/// @param yParity whether the y-coordinate of the nonce point is odd: 0 or 1
public record Signature(int yParity, Word r, Word s) {}
