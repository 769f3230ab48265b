package io.proofmill.evm.state;

import io.proofmill.evm.event.AccountValue;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Word;
import io.proofmill.evm.rlp.Rlp;
import io.proofmill.evm.trie.Trie;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// An account with what its code and storage hashes stand for.
///
/// @param code not to be changed
/// @param storage without zero values
public record Account(
    AccountValue value, byte[] code, SortedMap<Word, Word> storage, Hash32 storageRoot) {
  private static final byte[] NO_CODE = {};

  /// The account with these contents; zero storage values are as good as absent.
  public static Account of(long nonce, Word balance, byte[] code, Map<Word, Word> storage) {
    SortedMap<Word, Word> present = new TreeMap<>(storage);
    present.values().removeIf(Word::isZero);
    Trie trie = Trie.empty();
    for (var slot : present.entrySet()) {
      byte[] key = Hash32.keccak(slot.getKey().toBytes()).toBytes();
      trie = trie.put(key, Rlp.quantity(slot.getValue()));
    }
    return new Account(
        new AccountValue(nonce, balance, Hash32.keccak(code)),
        code,
        Collections.unmodifiableSortedMap(present),
        trie.rootHash());
  }

  /// A new account without code or storage.
  static Account plain(AccountValue value) {
    return new Account(value, NO_CODE, Collections.emptySortedMap(), Trie.EMPTY_ROOT);
  }

  Account withValue(AccountValue newValue) {
    return new Account(newValue, code, storage, storageRoot);
  }

  /// The account's leaf in the state trie.
  byte[] rlp() {
    return Rlp.list(
        Rlp.quantity(value.nonce()),
        Rlp.quantity(value.balance()),
        Rlp.hash(storageRoot),
        Rlp.hash(value.codeHash()));
  }
}
