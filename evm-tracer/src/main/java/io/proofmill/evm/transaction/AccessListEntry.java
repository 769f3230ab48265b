package io.proofmill.evm.transaction;

import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Word;
import java.util.List;

/// An address and the storage keys a transaction announces (EIP-2930).
public record AccessListEntry(Address address, List<Word> storageKeys) {
  public AccessListEntry {
    storageKeys = List.copyOf(storageKeys);
  }
}
