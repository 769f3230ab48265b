package io.proofmill.evm.transaction;

import io.proofmill.evm.crypto.Recovery;
import io.proofmill.evm.crypto.Secp256k1;
import io.proofmill.evm.crypto.Signature;
import io.proofmill.evm.crypto.SignatureFault;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Word;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A signed transaction of any type, as it came: well-formed, not necessarily valid.
///
/// @param type EIP-2718 type, 0 for legacy
/// @param chainId what the signature binds the transaction to; empty only for a legacy one whose
///   `v` holds no chain id
/// @param nonce unsigned
/// @param maxPriorityFeePerGas the gas price for types 0 and 1
/// @param maxFeePerGas the gas price for types 0 and 1
/// @param gasLimit unsigned
/// @param to empty for a contract creation
/// @param data calldata or init code; not to be changed
/// @param maxFeePerBlobGas zero but for type 3
/// @param v the legacy `v`, or the parity of a typed transaction, as it came
public record Transaction(
    int type,
    OptionalLong chainId,
    long nonce,
    Word maxPriorityFeePerGas,
    Word maxFeePerGas,
    long gasLimit,
    Optional<Address> to,
    Word value,
    byte[] data,
    List<AccessListEntry> accessList,
    Word maxFeePerBlobGas,
    List<Hash32> blobVersionedHashes,
    List<Authorization> authorizations,
    Word v,
    Word r,
    Word s) {
  public static final int LEGACY = 0;
  public static final int ACCESS_LIST = 1;
  public static final int DYNAMIC_FEE = 2;
  public static final int BLOB = 3;
  public static final int SET_CODE = 4;

  public Transaction {
    if (type < LEGACY || type > SET_CODE) {
      throw new IllegalArgumentException("type " + type);
    }
    accessList = List.copyOf(accessList);
    blobVersionedHashes = List.copyOf(blobVersionedHashes);
    authorizations = List.copyOf(authorizations);
  }

  /// The hash the transaction is known by.
  public Hash32 hash() {
    return Hash32.keccak(TransactionEncoding.encode(this));
  }

  /// What the signature signs.
  public Hash32 signingHash() {
    return Hash32.keccak(TransactionEncoding.signingPayload(this));
  }

  /// The parity of the nonce point's y: −1 when `v` names none. Legacy transactions have 27 or 28,
  /// or 35 + 2·chainId and one more (EIP-155).
  public int yParity() {
    if (!v.fitsLong()) {
      return -1;
    }
    long low = v.limb0();
    if (type != LEGACY) {
      return low == 0 || low == 1 ? (int) low : -1;
    }
    if (low == 27 || low == 28) {
      return (int) (low - 27);
    }
    return chainId.isPresent() ? (int) ((low - 35) & 1) : -1;
  }

  /// The chain id in a legacy `v`; empty when it holds none below 2^63 − 18.
  public static OptionalLong legacyChainId(Word v) {
    return v.fitsLong() && v.limb0() >= 35
        ? OptionalLong.of((v.limb0() - 35) >>> 1)
        : OptionalLong.empty();
  }

  /// The sender, from the signature.
  public Recovery recoverSender() {
    int parity = yParity();
    return parity < 0
        ? new Recovery.Refused(SignatureFault.V_OUT_OF_RANGE)
        : Secp256k1.recover(signingHash(), new Signature(parity, r, s));
  }

  /// This transaction with the signature of `privateKey`; the one it has is dropped.
  public Transaction sign(Word privateKey) {
    Signature signature = Secp256k1.sign(signingHash(), privateKey);
    Word newV = Word.of(signature.yParity());
    if (type == LEGACY) {
      newV =
          chainId.isPresent()
              ? Word.of(chainId.getAsLong()).times(2).plus(Word.of(35 + signature.yParity()))
              : Word.of(27 + signature.yParity());
    }
    return new Transaction(
        type,
        chainId,
        nonce,
        maxPriorityFeePerGas,
        maxFeePerGas,
        gasLimit,
        to,
        value,
        data,
        accessList,
        maxFeePerBlobGas,
        blobVersionedHashes,
        authorizations,
        newV,
        signature.r(),
        signature.s());
  }
}
