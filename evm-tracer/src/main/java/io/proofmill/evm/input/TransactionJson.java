package io.proofmill.evm.input;

import io.proofmill.evm.crypto.Recovery;
import io.proofmill.evm.crypto.Secp256k1;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Word;
import io.proofmill.evm.transaction.AccessListEntry;
import io.proofmill.evm.transaction.Authorization;
import io.proofmill.evm.transaction.Transaction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Transactions as JSON objects: signed, or with the `secretKey` to sign with.
final class TransactionJson {
  private static final Set<String> SIGNED_FIELDS =
      Set.of(
          "type",
          "chainId",
          "nonce",
          "gasPrice",
          "maxPriorityFeePerGas",
          "maxFeePerGas",
          "gas",
          "gasLimit",
          "to",
          "value",
          "data",
          "input",
          "accessList",
          "maxFeePerBlobGas",
          "blobVersionedHashes",
          "authorizationList",
          "v",
          "yParity",
          "r",
          "s",
          "secretKey",
          "protected",
          "sender",
          "from",
          "hash");

  /// What nodes add to a transaction: true of its place in a chain, without meaning here.
  private static final Set<String> IGNORED_FIELDS =
      Set.of(
          "blockHash",
          "blockNumber",
          "blockTimestamp",
          "transactionIndex",
          "publicKey",
          "raw",
          "creates",
          "standardV",
          "condition");

  private final JsonPlace at;
  private final long chainId;

  private TransactionJson(JsonPlace at, long chainId) {
    this.at = at;
    this.chainId = chainId;
  }

  /// @param chainId of the batch, for a transaction that is to be signed and names none
  static Transaction read(JsonPlace at, long chainId) throws InputException {
    return new TransactionJson(at, chainId).read();
  }

  private Transaction read() throws InputException {
    for (var field : at.fields()) {
      if (!SIGNED_FIELDS.contains(field.getKey()) && !IGNORED_FIELDS.contains(field.getKey())) {
        throw field.getValue().error("unknown field");
      }
    }
    int type = type();
    refuseForeignFields(type);
    Optional<JsonPlace> key = at.find("secretKey");
    Word v = Word.ZERO;
    Word r = Word.ZERO;
    Word s = Word.ZERO;
    if (key.isEmpty()) {
      v = (type == Transaction.LEGACY ? at.get("v") : parity()).word();
      r = at.get("r").word();
      s = at.get("s").word();
    }
    Word gasPrice = type <= Transaction.ACCESS_LIST ? at.get("gasPrice").word() : null;
    Transaction unsigned =
        new Transaction(
            type,
            chainId(type, v, key.isPresent()),
            at.get("nonce").unsignedLong(),
            gasPrice != null ? gasPrice : at.get("maxPriorityFeePerGas").word(),
            gasPrice != null ? gasPrice : at.get("maxFeePerGas").word(),
            either("gas", "gasLimit").unsignedLong(),
            to(type),
            at.get("value").word(),
            data(),
            accessList(),
            type == Transaction.BLOB ? at.get("maxFeePerBlobGas").word() : Word.ZERO,
            type == Transaction.BLOB ? blobHashes() : List.of(),
            type == Transaction.SET_CODE ? authorizations() : List.of(),
            v,
            r,
            s);
    Transaction tx = key.isPresent() ? unsigned.sign(secretKey(key.get())) : unsigned;
    checkClaims(tx);
    return tx;
  }

  private int type() throws InputException {
    Optional<JsonPlace> type = at.find("type");
    if (type.isPresent()) {
      BigInteger value = type.get().integer();
      if (value.signum() < 0 || value.compareTo(BigInteger.valueOf(Transaction.SET_CODE)) > 0) {
        throw type.get().error("no transaction type " + value);
      }
      return value.intValue();
    }
    if (at.find("authorizationList").isPresent()) {
      return Transaction.SET_CODE;
    }
    if (at.find("blobVersionedHashes").isPresent() || at.find("maxFeePerBlobGas").isPresent()) {
      return Transaction.BLOB;
    }
    if (at.find("maxFeePerGas").isPresent()) {
      return Transaction.DYNAMIC_FEE;
    }
    return at.find("accessList").isPresent() ? Transaction.ACCESS_LIST : Transaction.LEGACY;
  }

  /// A field that the type does not sign would be lost; only nodes' `gasPrice` of an included
  /// dynamic-fee transaction is known to be extra.
  private void refuseForeignFields(int type) throws InputException {
    if (type < Transaction.DYNAMIC_FEE) {
      refuse(type, "maxFeePerGas", "maxPriorityFeePerGas");
    }
    if (type != Transaction.BLOB) {
      refuse(type, "maxFeePerBlobGas", "blobVersionedHashes");
    }
    if (type != Transaction.SET_CODE) {
      refuse(type, "authorizationList");
    }
    if (type == Transaction.LEGACY) {
      refuse(type, "accessList");
    }
  }

  private void refuse(int type, String... fields) throws InputException {
    Optional<JsonPlace> found = at.findAny(fields);
    if (found.isPresent()) {
      throw found.get().error("not a field of a transaction of type " + type);
    }
  }

  private OptionalLong chainId(int type, Word v, boolean toSign) throws InputException {
    Optional<JsonPlace> named = at.find("chainId");
    OptionalLong value =
        named.isPresent() ? OptionalLong.of(named.get().positiveLong()) : OptionalLong.empty();
    if (type != Transaction.LEGACY) {
      return OptionalLong.of(value.orElse(chainId));
    }
    if (toSign) {
      Optional<JsonPlace> protect = at.find("protected");
      if (protect.isPresent() && !protect.get().bool()) {
        return OptionalLong.empty();
      }
      // A template's chain id 0 means that of the batch.
      return OptionalLong.of(
          value.isPresent() && value.getAsLong() != 0 ? value.getAsLong() : chainId);
    }
    OptionalLong signed = Transaction.legacyChainId(v);
    if (signed.isPresent() && value.isPresent() && !signed.equals(value)) {
      throw named.get().error(value.getAsLong() + ", but v holds chain id " + signed.getAsLong());
    }
    return signed;
  }

  private JsonPlace parity() throws InputException {
    return either("yParity", "v");
  }

  private JsonPlace either(String field, String other) throws InputException {
    Optional<JsonPlace> first = at.find(field);
    Optional<JsonPlace> second = at.find(other);
    if (first.isPresent()
        && second.isPresent()
        && !first.get().word().equals(second.get().word())) {
      throw second.get().error("differs from " + field);
    }
    return first.isPresent() ? first.get() : second.isPresent() ? second.get() : at.get(field);
  }

  private Optional<Address> to(int type) throws InputException {
    Optional<JsonPlace> to = at.find("to");
    if (to.isEmpty() || to.get().text().isEmpty() || to.get().text().equals("0x")) {
      if (type >= Transaction.BLOB) {
        throw to.orElse(at).error("a transaction of type " + type + " needs a recipient");
      }
      return Optional.empty();
    }
    return Optional.of(to.get().address());
  }

  private byte[] data() throws InputException {
    Optional<JsonPlace> data = at.find("data");
    Optional<JsonPlace> input = at.find("input");
    Optional<JsonPlace> either = data.or(() -> input);
    if (either.isEmpty()) {
      return new byte[0];
    }
    byte[] bytes = either.get().bytes(InputFile.MAX_BYTES);
    if (data.isPresent()
        && input.isPresent()
        && !Arrays.equals(bytes, input.get().bytes(InputFile.MAX_BYTES))) {
      throw input.get().error("differs from data");
    }
    return bytes;
  }

  private List<AccessListEntry> accessList() throws InputException {
    List<AccessListEntry> entries = new ArrayList<>();
    Optional<JsonPlace> list = at.find("accessList");
    if (list.isPresent()) {
      for (JsonPlace entry : list.get().items()) {
        entry.onlyFields(Set.of("address", "storageKeys"));
        List<Word> keys = new ArrayList<>();
        for (JsonPlace key : entry.get("storageKeys").items()) {
          keys.add(key.hash().toWord());
        }
        entries.add(new AccessListEntry(entry.get("address").address(), keys));
      }
    }
    return entries;
  }

  private List<Hash32> blobHashes() throws InputException {
    List<Hash32> hashes = new ArrayList<>();
    for (JsonPlace hash : at.get("blobVersionedHashes").items()) {
      hashes.add(hash.hash());
    }
    return hashes;
  }

  private List<Authorization> authorizations() throws InputException {
    List<Authorization> list = new ArrayList<>();
    for (JsonPlace item : at.get("authorizationList").items()) {
      Optional<JsonPlace> parity = item.findAny("yParity", "v");
      JsonPlace parityPlace = parity.isPresent() ? parity.get() : item.get("yParity");
      Word parityValue = parityPlace.word();
      if (parityValue.bitLength() > 8) {
        throw parityPlace.error("above 255");
      }
      list.add(
          new Authorization(
              item.get("chainId").word(),
              item.get("address").address(),
              item.get("nonce").unsignedLong(),
              (int) parityValue.limb0(),
              item.get("r").word(),
              item.get("s").word()));
    }
    return list;
  }

  private static Word secretKey(JsonPlace key) throws InputException {
    Word value = key.hash().toWord();
    if (!Secp256k1.isPrivateKey(value)) {
      throw key.error("not a private key");
    }
    return value;
  }

  /// A sender or hash that is written down must be the right one. A signature that recovers no
  /// sender is left to the execution, which refuses the transaction.
  private void checkClaims(Transaction tx) throws InputException {
    Optional<JsonPlace> sender = at.findAny("sender", "from");
    if (sender.isPresent()
        && tx.recoverSender() instanceof Recovery.Signer signer
        && !signer.address().equals(sender.get().address())) {
      throw sender.get().error("the signature is that of " + signer.address());
    }
    Optional<JsonPlace> hash = at.find("hash");
    if (hash.isPresent() && !hash.get().hash().equals(tx.hash())) {
      throw hash.get().error("the transaction's hash is " + tx.hash());
    }
  }
}
