/// Fixed-size values of Ethereum as unboxed, immutable records: [Word] (256 bits), [Hash32],
/// [Address], and hexadecimal text.
package io.proofmill.evm.primitive;
