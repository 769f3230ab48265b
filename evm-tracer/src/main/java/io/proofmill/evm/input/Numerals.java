package io.proofmill.evm.input;

/// How digits without `0x` in an account's balance and nonce are read.
enum Numerals {
  DECIMAL,
  /// As Besu's `t8n` reads them.
  HEXADECIMAL
}
