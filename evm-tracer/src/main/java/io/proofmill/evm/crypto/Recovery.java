package io.proofmill.evm.crypto;

import io.proofmill.evm.primitive.Address;

/// What recovering a signer gave.
public sealed interface Recovery {
  /// The signer's address.
  record Signer(Address address) implements Recovery {}

  record Refused(SignatureFault fault) implements Recovery {}
}
