package io.proofmill.evm.execution;

import io.proofmill.evm.crypto.Recovery;
import io.proofmill.evm.event.AccountValue;
import io.proofmill.evm.fork.ForkRules;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Word;
import io.proofmill.evm.transaction.Transaction;
import java.util.Optional;

/// The rules by which a transaction may be in a block. Each check gives the first fault it finds.
public final class TransactionCheck {
  private TransactionCheck() {}

  /// A fault and the values compared.
  public record Fault(TransactionFault fault, String detail) {}

  /// What can be said without a block or a state.
  public static Optional<Fault> alone(Transaction tx, ForkRules rules, long chainId) {
    if (tx.type() > rules.highestTransactionType()) {
      return fault(TransactionFault.TYPE_NOT_IN_FORK, "type " + tx.type());
    }
    if (tx.chainId().isPresent() && tx.chainId().getAsLong() != chainId) {
      return fault(
          TransactionFault.CHAIN_ID_MISMATCH, tx.chainId().getAsLong() + ", not " + chainId);
    }
    if (tx.nonce() == -1) {
      return fault(TransactionFault.NONCE_AT_MAXIMUM, "");
    }
    if (rules.maxTransactionGas() != 0
        && Long.compareUnsigned(tx.gasLimit(), rules.maxTransactionGas()) > 0) {
      return fault(
          TransactionFault.GAS_LIMIT_ABOVE_CAP, above(tx.gasLimit(), rules.maxTransactionGas()));
    }
    if (tx.to().isEmpty()
        && rules.maxInitCodeBytes() != 0
        && tx.data().length > rules.maxInitCodeBytes()) {
      return fault(TransactionFault.INIT_CODE_TOO_LONG, tx.data().length + " bytes");
    }
    IntrinsicGas intrinsic = IntrinsicGas.of(tx, rules);
    if (Long.compareUnsigned(tx.gasLimit(), intrinsic.gas()) < 0) {
      return fault(
          TransactionFault.GAS_LIMIT_BELOW_INTRINSIC, below(tx.gasLimit(), intrinsic.gas()));
    }
    if (Long.compareUnsigned(tx.gasLimit(), intrinsic.floor()) < 0) {
      return fault(TransactionFault.GAS_LIMIT_BELOW_FLOOR, below(tx.gasLimit(), intrinsic.floor()));
    }
    if (tx.maxPriorityFeePerGas().compareTo(tx.maxFeePerGas()) > 0) {
      return fault(
          TransactionFault.PRIORITY_FEE_ABOVE_FEE_CAP,
          tx.maxPriorityFeePerGas().toBigInteger() + " > " + tx.maxFeePerGas().toBigInteger());
    }
    return tx.maxFeePerGas().timesOverflows(tx.gasLimit())
        ? fault(TransactionFault.FEE_OVERFLOW, "")
        : Optional.empty();
  }

  /// What the block says.
  static Optional<Fault> inBlock(Transaction tx, BlockEnvironment block, long gasLeft) {
    if (Long.compareUnsigned(tx.gasLimit(), gasLeft) > 0) {
      return fault(TransactionFault.GAS_LIMIT_ABOVE_BLOCK, above(tx.gasLimit(), gasLeft));
    }
    return tx.maxFeePerGas().compareTo(block.baseFeePerGas()) < 0
        ? fault(
            TransactionFault.FEE_CAP_BELOW_BASE_FEE,
            tx.maxFeePerGas().toBigInteger() + " < " + block.baseFeePerGas().toBigInteger())
        : Optional.empty();
  }

  /// What the sender's account says. Code of an EIP-7702 delegation is not looked at here.
  static Optional<Fault> ofSender(Transaction tx, Address sender, AccountValue account) {
    int order = Long.compareUnsigned(tx.nonce(), account.nonce());
    if (order != 0) {
      return fault(
          order < 0 ? TransactionFault.NONCE_TOO_LOW : TransactionFault.NONCE_TOO_HIGH,
          Long.toUnsignedString(tx.nonce())
              + ", the account "
              + sender
              + " is at "
              + Long.toUnsignedString(account.nonce()));
    }
    Word fee = tx.maxFeePerGas().times(tx.gasLimit());
    Word needed = fee.plus(tx.value());
    if (fee.plusOverflows(tx.value()) || account.balance().compareTo(needed) < 0) {
      return fault(
          TransactionFault.BALANCE_TOO_LOW,
          sender
              + " has "
              + account.balance().toBigInteger()
              + ", needs "
              + fee.toBigInteger().add(tx.value().toBigInteger()));
    }
    return Optional.empty();
  }

  /// What the signature says.
  static Optional<Fault> ofSignature(Recovery recovery) {
    return switch (recovery) {
      case Recovery.Signer ignored -> Optional.empty();
      case Recovery.Refused refused ->
          fault(TransactionFault.SIGNATURE_INVALID, refused.fault().text());
    };
  }

  static Optional<Fault> fault(TransactionFault fault, String detail) {
    return Optional.of(new Fault(fault, detail));
  }

  private static String above(long value, long bound) {
    return Long.toUnsignedString(value) + " > " + Long.toUnsignedString(bound);
  }

  private static String below(long value, long bound) {
    return Long.toUnsignedString(value) + " < " + Long.toUnsignedString(bound);
  }
}
