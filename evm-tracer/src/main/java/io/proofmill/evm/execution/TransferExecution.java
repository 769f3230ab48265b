package io.proofmill.evm.execution;

import io.proofmill.evm.crypto.Recovery;
import io.proofmill.evm.event.AccessKind;
import io.proofmill.evm.event.AccountValue;
import io.proofmill.evm.event.TokenEvent;
import io.proofmill.evm.event.TxBegin;
import io.proofmill.evm.event.TxEnd;
import io.proofmill.evm.execution.BatchOutcome.InvalidTransaction;
import io.proofmill.evm.execution.BatchOutcome.Refused;
import io.proofmill.evm.execution.BatchOutcome.Unsupported;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Word;
import io.proofmill.evm.state.Account;
import io.proofmill.evm.transaction.Transaction;
import java.util.Optional;
import java.util.OptionalInt;

/// Executes one transaction that moves value to an account without code. Nothing is changed unless
/// all of it can be.
final class TransferExecution {
  sealed interface Outcome {}

  record Done(Receipt receipt) implements Outcome {}

  record Stopped(Refused refusal) implements Outcome {}

  private final BatchRun run;
  private final int blockIndex;
  private final BlockEnvironment block;
  private final int inputIndex;
  private final int index;
  private final Transaction tx;

  /// @param inputIndex position in the input's block, for refusals
  /// @param index position in the executed block
  TransferExecution(
      BatchRun run,
      int blockIndex,
      BlockEnvironment block,
      int inputIndex,
      int index,
      Transaction tx) {
    this.run = run;
    this.blockIndex = blockIndex;
    this.block = block;
    this.inputIndex = inputIndex;
    this.index = index;
    this.tx = tx;
  }

  /// @param gasUsedBefore by the transactions of the block before this one
  Outcome execute(long gasUsedBefore) {
    Recovery recovery = tx.recoverSender();
    Optional<TransactionCheck.Fault> fault = firstFault(recovery, gasUsedBefore);
    if (fault.isPresent()) {
      return new Stopped(
          new InvalidTransaction(
              blockIndex, inputIndex, fault.get().fault(), fault.get().detail()));
    }
    // The check of the signature has passed.
    Address sender = ((Recovery.Signer) recovery).address();
    Optional<Unsupported> unsupported = firstUnsupported(sender);
    if (unsupported.isPresent()) {
      return new Stopped(unsupported.get());
    }
    return transfer(sender, tx.to().orElseThrow(), gasUsedBefore);
  }

  private Optional<TransactionCheck.Fault> firstFault(Recovery recovery, long gasUsedBefore) {
    return TransactionCheck.alone(tx, run.rules(), run.input().chainId())
        .or(() -> TransactionCheck.inBlock(tx, block, block.gasLimit() - gasUsedBefore))
        .or(() -> TransactionCheck.ofSignature(recovery))
        .or(() ->
            recovery instanceof Recovery.Signer signer
                ? TransactionCheck.ofSender(
                        tx, signer.address(), run.state().value(signer.address()))
                    .or(() -> codeOfSender(signer.address()))
                : Optional.empty());
  }

  /// A sender must have no code, or that of a delegation (EIP-3607, EIP-7702).
  private Optional<TransactionCheck.Fault> codeOfSender(Address sender) {
    boolean code = run.state().value(sender).hasCode();
    return code && !isDelegated(sender)
        ? TransactionCheck.fault(TransactionFault.SENDER_HAS_CODE, sender.toString())
        : Optional.empty();
  }

  private boolean isDelegated(Address address) {
    byte[] code = run.state().account(address).map(Account::code).orElse(new byte[0]);
    return code.length == 23
        && (code[0] & 0xff) == 0xef
        && code[1] == 0x01
        && code[2] == 0x00
        && run.rules().highestTransactionType() >= Transaction.SET_CODE;
  }

  private Optional<Unsupported> firstUnsupported(Address sender) {
    if (tx.type() == Transaction.BLOB) {
      return unsupported(Feature.BLOB_TRANSACTION, "");
    }
    if (tx.type() == Transaction.SET_CODE) {
      return unsupported(Feature.SET_CODE_TRANSACTION, "");
    }
    if (!tx.accessList().isEmpty()) {
      return unsupported(Feature.ACCESS_LIST, tx.accessList().size() + " addresses");
    }
    if (tx.to().isEmpty()) {
      return unsupported(Feature.CONTRACT_CREATION, "");
    }
    Address to = tx.to().get();
    if (run.rules().isPrecompile(to)) {
      return unsupported(Feature.PRECOMPILE_AT_TARGET, to.toString());
    }
    if (run.state().value(to).hasCode()) {
      return unsupported(Feature.CODE_AT_TARGET, to.toString());
    }
    if (run.state().value(sender).hasCode()) {
      return unsupported(Feature.DELEGATED_SENDER, sender.toString());
    }
    for (Address address : new Address[] {sender, to, block.coinbase()}) {
      if (run.state().holdsEmpty(address)) {
        return unsupported(Feature.EMPTY_ACCOUNT, address.toString());
      }
    }
    // Value and fees come out of the sender's balance, so only the two that take can overflow; the
    // fee is at most what the sender pays, and the bound is not sharp.
    Word most = tx.maxFeePerGas().times(tx.gasLimit()).plus(tx.value());
    for (Address address : new Address[] {to, block.coinbase()}) {
      if (!address.equals(sender) && run.state().value(address).balance().plusOverflows(most)) {
        return unsupported(Feature.BALANCE_OVERFLOW, address.toString());
      }
    }
    return Optional.empty();
  }

  private Outcome transfer(Address sender, Address to, long gasUsedBefore) {
    Word baseFee = block.baseFeePerGas();
    // maxFeePerGas ≥ baseFee was checked, so the difference is no less than zero.
    Word priorityFee = tx.maxPriorityFeePerGas().min(tx.maxFeePerGas().minus(baseFee));
    Word price = baseFee.plus(priorityFee);
    IntrinsicGas intrinsic = IntrinsicGas.of(tx, run.rules());
    int txId = run.nextTransactionId();
    Hash32 hash = tx.hash();

    long ts = run.ts();
    run.tell(() -> begin(ts, txId, hash, sender, price, intrinsic));
    AccountValue account = run.state().value(sender);
    Word fee = price.times(tx.gasLimit());
    run.ledger()
        .access(
            ts + 1,
            txId,
            AccessKind.SENDER_BUYS_GAS,
            sender,
            account.withNonce(account.nonce() + 1).withBalance(account.balance().minus(fee)));
    debit(ts + 2, txId, sender);
    credit(ts + 3, txId, AccessKind.RECIPIENT_TAKES_VALUE, to, tx.value());
    run.advance(TokenEvent.TX_BEGIN_STEP);

    // No code runs: all gas but the intrinsic is left, and there is nothing to refund.
    long gasLeft = tx.gasLimit() - intrinsic.gas();
    long gasUsed = Math.max(intrinsic.gas(), intrinsic.floor());
    long cumulative = gasUsedBefore + gasUsed;
    long endTs = run.ts();
    run.tell(() ->
        new TxEnd(
            endTs,
            endTs + TokenEvent.TX_END_STEP,
            txId,
            true,
            gasLeft,
            0,
            gasUsed,
            price,
            priorityFee,
            cumulative,
            0));
    Word refund = price.times(tx.gasLimit() - gasUsed);
    credit(endTs + 1, txId, AccessKind.SENDER_TAKES_REFUND, sender, refund);
    Word reward = priorityFee.times(gasUsed);
    credit(endTs + 2, txId, AccessKind.COINBASE_TAKES_FEE, block.coinbase(), reward);
    run.advance(TokenEvent.TX_END_STEP);
    return new Done(
        new Receipt(tx.type(), hash, true, gasUsed, cumulative, new byte[Receipt.BLOOM_BYTES]));
  }

  private TxBegin begin(
      long ts, int txId, Hash32 hash, Address sender, Word price, IntrinsicGas intrinsic) {
    return new TxBegin(
        ts,
        ts + TokenEvent.TX_BEGIN_STEP,
        txId,
        blockIndex,
        index,
        tx.type(),
        hash,
        tx.signingHash(),
        sender,
        tx.chainId().isPresent(),
        tx.nonce(),
        tx.gasLimit(),
        tx.maxFeePerGas(),
        tx.maxPriorityFeePerGas(),
        price,
        tx.to(),
        tx.value(),
        tx.data(),
        intrinsic.gas(),
        intrinsic.floor(),
        tx.yParity(),
        tx.r(),
        tx.s());
  }

  private void debit(long ts, int txId, Address sender) {
    AccountValue account = run.state().value(sender);
    run.ledger()
        .access(
            ts,
            txId,
            AccessKind.SENDER_SENDS_VALUE,
            sender,
            account.withBalance(account.balance().minus(tx.value())));
  }

  private void credit(long ts, int txId, AccessKind kind, Address address, Word amount) {
    AccountValue account = run.state().value(address);
    run.ledger()
        .access(ts, txId, kind, address, account.withBalance(account.balance().plus(amount)));
  }

  private Optional<Unsupported> unsupported(Feature feature, String detail) {
    return Optional.of(
        new Unsupported(
            blockIndex, OptionalInt.of(inputIndex), OptionalInt.empty(), feature, detail));
  }
}
