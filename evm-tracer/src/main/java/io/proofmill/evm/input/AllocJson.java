package io.proofmill.evm.input;

import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Word;
import io.proofmill.evm.state.Account;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Accounts as `alloc` and fixtures write them: address → balance, nonce, code, storage.
final class AllocJson {
  private static final Set<String> FIELDS =
      Set.of("balance", "nonce", "code", "storage", "secretKey");

  /// The longest code an account may have (EIP-170).
  private static final int MAX_CODE_BYTES = 24_576;

  private AllocJson() {}

  static Map<Address, Account> read(JsonPlace alloc) throws InputException {
    return read(alloc, Numerals.DECIMAL);
  }

  static Map<Address, Account> read(JsonPlace alloc, Numerals numerals) throws InputException {
    Map<Address, Account> accounts = new HashMap<>();
    for (var entry : alloc.fields()) {
      JsonPlace at = entry.getValue();
      Address address = JsonPlace.address(at, entry.getKey());
      if (accounts.put(address, account(at, numerals)) != null) {
        throw at.error("a second account at " + address);
      }
    }
    return accounts;
  }

  private static Account account(JsonPlace at, Numerals numerals) throws InputException {
    at.onlyFields(FIELDS);
    Optional<JsonPlace> nonce = at.find("nonce");
    Optional<JsonPlace> balance = at.find("balance");
    Optional<JsonPlace> code = at.find("code");
    Optional<JsonPlace> storage = at.find("storage");
    return Account.of(
        nonce.isPresent() ? nonce.get().unsignedLong(numerals) : 0,
        balance.isPresent() ? balance.get().word(numerals) : Word.ZERO,
        code.isPresent() ? code.get().bytes(MAX_CODE_BYTES) : new byte[0],
        storage.isPresent() ? storage(storage.get()) : Map.of());
  }

  private static Map<Word, Word> storage(JsonPlace at) throws InputException {
    Map<Word, Word> slots = new HashMap<>();
    for (var slot : at.fields()) {
      Word key = slotWord(slot.getValue(), slot.getKey());
      if (slots.put(key, slotWord(slot.getValue(), slot.getValue().text())) != null) {
        throw slot.getValue().error("a second value for slot " + Hash32.of(key));
      }
    }
    return slots;
  }

  /// Storage keys and values are hexadecimal, with or without `0x` and leading zeros.
  private static Word slotWord(JsonPlace at, String text) throws InputException {
    String digits = text.startsWith("0x") || text.startsWith("0X") ? text.substring(2) : text;
    boolean hex =
        !digits.isEmpty()
            && digits.length() <= 64
            && digits.chars().allMatch(c -> c <= 'f' && Character.digit(c, 16) >= 0);
    if (!hex) {
      throw at.error("32 hexadecimal bytes expected, found " + Text.quoted(text));
    }
    return Word.of(new BigInteger(digits, 16));
  }
}
