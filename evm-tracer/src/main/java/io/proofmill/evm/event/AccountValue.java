package io.proofmill.evm.event;

import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Word;

/// An account as a memory cell holds it. An absent account and an empty one (EIP-161) are the same
/// value, [#ABSENT].
///
/// @param nonce unsigned
public record AccountValue(long nonce, Word balance, Hash32 codeHash) {
  /// keccak256 of no bytes.
  public static final Hash32 NO_CODE = Hash32.keccak();

  public static final AccountValue ABSENT = new AccountValue(0, Word.ZERO, NO_CODE);

  /// Whether the account is in the state trie.
  public boolean present() {
    return !equals(ABSENT);
  }

  public boolean hasCode() {
    return !codeHash.equals(NO_CODE);
  }

  public AccountValue withNonce(long value) {
    return new AccountValue(value, balance, codeHash);
  }

  public AccountValue withBalance(Word value) {
    return new AccountValue(nonce, value, codeHash);
  }
}
