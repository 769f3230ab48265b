/// Signatures over secp256k1, on BouncyCastle's curve arithmetic.
package io.proofmill.evm.crypto;
