package io.proofmill.evm.state;

import io.proofmill.evm.event.AccountValue;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.trie.Trie;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The accounts, changed in place. The trie follows when the root is asked for, at the cost of the
/// paths changed since.
public final class WorldState {
  private final Map<Address, Account> accounts;
  private final Set<Address> changed = new HashSet<>();
  private Trie trie = Trie.empty();

  private WorldState(Map<Address, Account> accounts) {
    this.accounts = accounts;
  }

  /// The state of exactly these accounts.
  public static WorldState of(Map<Address, Account> accounts) {
    WorldState state = new WorldState(new HashMap<>(accounts));
    state.changed.addAll(accounts.keySet());
    return state;
  }

  /// A state to change without changing this one.
  public WorldState copy() {
    WorldState copy = new WorldState(new HashMap<>(accounts));
    copy.changed.addAll(changed);
    copy.trie = trie;
    return copy;
  }

  public Optional<Account> account(Address address) {
    return Optional.ofNullable(accounts.get(address));
  }

  /// The account's value, [AccountValue#ABSENT] when there is none.
  public AccountValue value(Address address) {
    Account account = accounts.get(address);
    return account == null ? AccountValue.ABSENT : account.value();
  }

  /// Whether the state holds an account here that EIP-161 calls empty, which no chain does since
  /// Spurious Dragon.
  public boolean holdsEmpty(Address address) {
    Account account = accounts.get(address);
    return account != null && !account.value().present();
  }

  /// Sets nonce and balance of an account; the empty value removes it (EIP-161). Code does not
  /// change here.
  public void set(Address address, AccountValue value) {
    Account account = accounts.get(address);
    if (!value.codeHash().equals(value(address).codeHash())) {
      throw new IllegalArgumentException("the code of " + address + " is not changed this way");
    }
    if (!value.present()) {
      accounts.remove(address);
    } else {
      accounts.put(address, account == null ? Account.plain(value) : account.withValue(value));
    }
    changed.add(address);
  }

  public Hash32 root() {
    for (Address address : changed) {
      Account account = accounts.get(address);
      byte[] key = address.hashed().toBytes();
      trie = account == null ? trie.remove(key) : trie.put(key, account.rlp());
    }
    changed.clear();
    return trie.rootHash();
  }

  /// All accounts, by ascending address.
  public SortedMap<Address, Account> accounts() {
    return new TreeMap<>(accounts);
  }
}
