package io.proofmill.evm.transaction;

import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Word;
import io.proofmill.evm.rlp.Rlp;
import io.proofmill.evm.rlp.RlpException;
import io.proofmill.evm.rlp.RlpReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Transactions as bytes: RLP for legacy ones, the type byte and RLP for the others (EIP-2718,
/// 2930, 1559, 4844, 7702). Decoding accepts the canonical encoding only, so encoding a decoded
/// transaction gives the same bytes.
public final class TransactionEncoding {
  private static final Word MAX_CHAIN_ID = Word.of(Long.MAX_VALUE);

  private TransactionEncoding() {}

  /// The signed encoding, as hashed and as stored in the transactions trie.
  public static byte[] encode(Transaction transaction) {
    List<byte[]> items = fields(transaction);
    items.add(Rlp.quantity(transaction.v()));
    items.add(Rlp.quantity(transaction.r()));
    items.add(Rlp.quantity(transaction.s()));
    return envelope(transaction.type(), items);
  }

  /// The bytes whose hash is signed.
  public static byte[] signingPayload(Transaction transaction) {
    List<byte[]> items = fields(transaction);
    if (transaction.type() == Transaction.LEGACY && transaction.chainId().isPresent()) {
      items.add(Rlp.quantity(transaction.chainId().getAsLong()));
      items.add(Rlp.emptyString());
      items.add(Rlp.emptyString());
    }
    return envelope(transaction.type(), items);
  }

  /// The item of a transaction in a block's list: legacy ones as a list, the others as a string.
  public static byte[] encodeInBlock(Transaction transaction) {
    byte[] encoded = encode(transaction);
    return transaction.type() == Transaction.LEGACY ? encoded : Rlp.bytes(encoded);
  }

  /// The transactions of an RLP list, as a block or a `txs.rlp` holds it.
  public static List<Transaction> decodeList(byte[] bytes) throws RlpException {
    RlpReader reader = new RlpReader(bytes);
    RlpReader items = reader.list("transactions");
    reader.end("transactions");
    List<Transaction> transactions = new ArrayList<>();
    while (!items.atEnd()) {
      int offset = items.offset();
      String name = "transaction " + transactions.size();
      boolean legacy = items.nextIsList(name);
      try {
        transactions.add(decode(legacy ? items.encoded(name) : items.bytes(name)));
      } catch (RlpException e) {
        throw new RlpException(offset, name + ", " + e.field(), e.reason());
      }
    }
    return transactions;
  }

  /// The transaction with this signed encoding.
  public static Transaction decode(byte[] bytes) throws RlpException {
    if (bytes.length == 0) {
      throw new RlpException(0, "type", "missing");
    }
    int type = bytes[0] & 0xff;
    if (type >= 0xc0) {
      RlpReader reader = new RlpReader(bytes);
      RlpReader fields = reader.list("transaction");
      reader.end("transaction");
      return decodeLegacy(fields);
    }
    if (type < Transaction.ACCESS_LIST || type > Transaction.SET_CODE) {
      throw new RlpException(0, "type", "no transaction type " + type);
    }
    RlpReader reader = new RlpReader(Arrays.copyOfRange(bytes, 1, bytes.length));
    RlpReader fields = reader.list("transaction");
    reader.end("transaction");
    return decodeTyped(type, fields);
  }

  private static Transaction decodeLegacy(RlpReader in) throws RlpException {
    long nonce = in.quantity("nonce");
    Word gasPrice = in.word("gasPrice");
    long gasLimit = in.quantity("gasLimit");
    Optional<Address> to = recipient(in);
    Word value = in.word("value");
    byte[] data = in.bytes("data");
    Word v = in.word("v");
    Word r = in.word("r");
    Word s = in.word("s");
    in.end("transaction");
    return new Transaction(
        Transaction.LEGACY,
        Transaction.legacyChainId(v),
        nonce,
        gasPrice,
        gasPrice,
        gasLimit,
        to,
        value,
        data,
        List.of(),
        Word.ZERO,
        List.of(),
        List.of(),
        v,
        r,
        s);
  }

  private static Transaction decodeTyped(int type, RlpReader in) throws RlpException {
    int offset = in.offset();
    Word chainId = in.word("chainId");
    if (chainId.compareTo(MAX_CHAIN_ID) > 0) {
      throw new RlpException(offset, "chainId", "above 2^63 - 1");
    }
    long nonce = in.quantity("nonce");
    Word priorityFee = in.word(type == Transaction.ACCESS_LIST ? "gasPrice" : "maxPriorityFee");
    Word maxFee = type == Transaction.ACCESS_LIST ? priorityFee : in.word("maxFeePerGas");
    long gasLimit = in.quantity("gasLimit");
    // Blob and set-code transactions cannot create (EIP-4844, EIP-7702).
    Optional<Address> to = type >= Transaction.BLOB ? Optional.of(in.address("to")) : recipient(in);
    Word value = in.word("value");
    byte[] data = in.bytes("data");
    List<AccessListEntry> accessList = accessList(in.list("accessList"));
    Word blobFee = Word.ZERO;
    List<Hash32> blobHashes = List.of();
    if (type == Transaction.BLOB) {
      blobFee = in.word("maxFeePerBlobGas");
      blobHashes = new ArrayList<>();
      for (RlpReader items = in.list("blobVersionedHashes"); !items.atEnd(); ) {
        blobHashes.add(items.hash("blobVersionedHash"));
      }
    }
    List<Authorization> authorizations =
        type == Transaction.SET_CODE ? authorizations(in.list("authorizationList")) : List.of();
    Word v = in.word("yParity");
    Word r = in.word("r");
    Word s = in.word("s");
    in.end("transaction");
    return new Transaction(
        type,
        OptionalLong.of(chainId.limb0()),
        nonce,
        priorityFee,
        maxFee,
        gasLimit,
        to,
        value,
        data,
        accessList,
        blobFee,
        blobHashes,
        authorizations,
        v,
        r,
        s);
  }

  private static Optional<Address> recipient(RlpReader in) throws RlpException {
    int offset = in.offset();
    byte[] to = in.bytes("to");
    return switch (to.length) {
      case 0 -> Optional.empty();
      case Address.BYTES -> Optional.of(Address.fromBytes(to));
      default -> throw new RlpException(offset, "to", "0 or 20 bytes expected, found " + to.length);
    };
  }

  private static List<AccessListEntry> accessList(RlpReader entries) throws RlpException {
    List<AccessListEntry> list = new ArrayList<>();
    while (!entries.atEnd()) {
      RlpReader entry = entries.list("access list entry");
      Address address = entry.address("access list address");
      List<Word> keys = new ArrayList<>();
      for (RlpReader items = entry.list("storage keys"); !items.atEnd(); ) {
        keys.add(items.hash("storage key").toWord());
      }
      entry.end("access list entry");
      list.add(new AccessListEntry(address, keys));
    }
    return list;
  }

  private static List<Authorization> authorizations(RlpReader entries) throws RlpException {
    List<Authorization> list = new ArrayList<>();
    while (!entries.atEnd()) {
      RlpReader entry = entries.list("authorization");
      Word chainId = entry.word("authorization chainId");
      Address address = entry.address("authorization address");
      long nonce = entry.quantity("authorization nonce");
      int offset = entry.offset();
      Word parity = entry.word("authorization yParity");
      if (parity.bitLength() > 8) {
        throw new RlpException(offset, "authorization yParity", "above 255");
      }
      Word r = entry.word("authorization r");
      Word s = entry.word("authorization s");
      entry.end("authorization");
      list.add(new Authorization(chainId, address, nonce, (int) parity.limb0(), r, s));
    }
    return list;
  }

  private static byte[] envelope(int type, List<byte[]> items) {
    byte[] list = Rlp.list(items);
    if (type == Transaction.LEGACY) {
      return list;
    }
    byte[] out = new byte[1 + list.length];
    out[0] = (byte) type;
    System.arraycopy(list, 0, out, 1, list.length);
    return out;
  }

  private static List<byte[]> fields(Transaction tx) {
    List<byte[]> items = new ArrayList<>();
    if (tx.type() != Transaction.LEGACY) {
      items.add(Rlp.quantity(tx.chainId().orElseThrow()));
    }
    items.add(Rlp.quantity(tx.nonce()));
    if (tx.type() >= Transaction.DYNAMIC_FEE) {
      items.add(Rlp.quantity(tx.maxPriorityFeePerGas()));
    }
    items.add(Rlp.quantity(tx.maxFeePerGas()));
    items.add(Rlp.quantity(tx.gasLimit()));
    items.add(tx.to().map(Rlp::address).orElseGet(Rlp::emptyString));
    items.add(Rlp.quantity(tx.value()));
    items.add(Rlp.bytes(tx.data()));
    if (tx.type() != Transaction.LEGACY) {
      items.add(encodeAccessList(tx.accessList()));
    }
    if (tx.type() == Transaction.BLOB) {
      items.add(Rlp.quantity(tx.maxFeePerBlobGas()));
      items.add(Rlp.list(tx.blobVersionedHashes().stream().map(Rlp::hash).toList()));
    }
    if (tx.type() == Transaction.SET_CODE) {
      items.add(
          Rlp.list(
              tx.authorizations().stream().map(TransactionEncoding::encodeAuthorization).toList()));
    }
    return items;
  }

  private static byte[] encodeAccessList(List<AccessListEntry> accessList) {
    List<byte[]> entries = new ArrayList<>();
    for (AccessListEntry entry : accessList) {
      List<byte[]> keys =
          entry.storageKeys().stream().map(key -> Rlp.bytes(key.toBytes())).toList();
      entries.add(Rlp.list(Rlp.address(entry.address()), Rlp.list(keys)));
    }
    return Rlp.list(entries);
  }

  private static byte[] encodeAuthorization(Authorization authorization) {
    return Rlp.list(
        Rlp.quantity(authorization.chainId()),
        Rlp.address(authorization.address()),
        Rlp.quantity(authorization.nonce()),
        Rlp.quantity(authorization.yParity()),
        Rlp.quantity(authorization.r()),
        Rlp.quantity(authorization.s()));
  }
}
