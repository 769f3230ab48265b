package io.proofmill.evm.execution;

import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Word;
import io.proofmill.evm.transaction.Transaction;
import io.proofmill.evm.transaction.TransactionEncoding;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.hyperledger.besu.ethereum.chain.Blockchain;
import org.hyperledger.besu.ethereum.core.BlockHeaderBuilder;
import org.hyperledger.besu.ethereum.core.Hash;
import org.hyperledger.besu.ethereum.core.MutableAccount;
import org.hyperledger.besu.ethereum.core.PrivacyParameters;
import org.hyperledger.besu.ethereum.core.ProcessableBlockHeader;
import org.hyperledger.besu.ethereum.core.Wei;
import org.hyperledger.besu.ethereum.core.WorldUpdater;
import org.hyperledger.besu.ethereum.mainnet.BesuIstanbul;
import org.hyperledger.besu.ethereum.mainnet.IstanbulGasCalculator;
import org.hyperledger.besu.ethereum.mainnet.MainnetContractCreationProcessor;
import org.hyperledger.besu.ethereum.mainnet.MainnetMessageCallProcessor;
import org.hyperledger.besu.ethereum.mainnet.MainnetPrecompiledContractRegistries;
import org.hyperledger.besu.ethereum.mainnet.MainnetTransactionProcessor;
import org.hyperledger.besu.ethereum.mainnet.MainnetTransactionValidator;
import org.hyperledger.besu.ethereum.mainnet.PrecompiledContractConfiguration;
import org.hyperledger.besu.ethereum.mainnet.TransactionProcessor;
import org.hyperledger.besu.ethereum.mainnet.TransactionValidationParams;
import org.hyperledger.besu.ethereum.rlp.RLP;
import org.hyperledger.besu.ethereum.storage.keyvalue.WorldStateKeyValueStorage;
import org.hyperledger.besu.ethereum.storage.keyvalue.WorldStatePreimageKeyValueStorage;
import org.hyperledger.besu.ethereum.vm.BlockHashLookup;
import org.hyperledger.besu.ethereum.vm.OperationTracer;
import org.hyperledger.besu.ethereum.worldstate.DefaultMutableWorldState;
import org.hyperledger.besu.services.kvstore.InMemoryKeyValueStorage;
import org.hyperledger.besu.util.bytes.BytesValue;
import org.hyperledger.besu.util.uint.UInt256;

/// Besu's own transaction processor under Istanbul rules, on a state of its own: what transactions
/// of type 0 do, by other people's code.
final class BesuOracle {
  static {
    // Besu logs through log4j's API; there is nothing behind it here.
    System.setProperty("log4j.provider", "org.apache.logging.log4j.simple.internal.SimpleProvider");
  }

  /// Only BLOCKHASH would ask it, which no transfer runs.
  private static final Blockchain NO_CHAIN =
      (Blockchain)
          Proxy.newProxyInstance(
              BesuOracle.class.getClassLoader(),
              new Class<?>[] {Blockchain.class},
              (proxy, method, arguments) -> {
                throw new AssertionError("no chain to ask for " + method.getName());
              });

  private final DefaultMutableWorldState world =
      new DefaultMutableWorldState(
          new WorldStateKeyValueStorage(new InMemoryKeyValueStorage()),
          new WorldStatePreimageKeyValueStorage(new InMemoryKeyValueStorage()));
  private final MainnetTransactionProcessor processor;
  private final ProcessableBlockHeader header;
  private final org.hyperledger.besu.ethereum.core.Address coinbase;
  private long gasUsed;

  BesuOracle(BatchInput input) {
    BigInteger chainId = BigInteger.valueOf(input.chainId());
    var gas = new IstanbulGasCalculator();
    var evm = BesuIstanbul.evm(gas, chainId);
    var precompiles =
        MainnetPrecompiledContractRegistries.istanbul(
            new PrecompiledContractConfiguration(gas, PrivacyParameters.DEFAULT));
    processor =
        new MainnetTransactionProcessor(
            gas,
            new MainnetTransactionValidator(gas, true, Optional.of(chainId)),
            new MainnetContractCreationProcessor(gas, evm, true, List.of(), 1),
            new MainnetMessageCallProcessor(evm, precompiles),
            true,
            1024,
            0);
    BlockEnvironment env = input.blocks().getFirst().environment();
    coinbase = address(env.coinbase());
    header =
        BlockHeaderBuilder.create()
            .parentHash(Hash.ZERO)
            .coinbase(coinbase)
            .difficulty(UInt256.ZERO)
            .number(env.number())
            .gasLimit(env.gasLimit())
            .timestamp(env.timestamp())
            .buildProcessableBlockHeader();
    WorldUpdater updater = world.updater();
    input
        .preState()
        .accounts()
        .forEach((key, account) -> {
          MutableAccount target = updater.createAccount(address(key)).getMutable();
          target.setNonce(account.value().nonce());
          target.setBalance(Wei.of(account.value().balance().toBigInteger()));
          target.setCode(BytesValue.wrap(account.code()));
          account
              .storage()
              .forEach((slot, value) -> target.setStorageValue(uint(slot), uint(value)));
        });
    updater.commit();
  }

  /// Runs a transaction; empty when Besu calls it invalid, and then nothing has changed.
  Optional<Long> run(Transaction tx) {
    var transaction =
        org.hyperledger.besu.ethereum.core.Transaction.readFrom(
            RLP.input(BytesValue.wrap(TransactionEncoding.encode(tx))));
    // What Besu's block processor checks before it calls the transaction processor.
    if (transaction.getGasLimit() > header.getGasLimit() - gasUsed) {
      return Optional.empty();
    }
    WorldUpdater updater = world.updater();
    TransactionProcessor.Result result =
        processor.processTransaction(
            NO_CHAIN,
            updater,
            header,
            transaction,
            coinbase,
            OperationTracer.NO_TRACING,
            new BlockHashLookup(header, NO_CHAIN),
            Boolean.FALSE,
            TransactionValidationParams.processingBlock());
    if (result.isInvalid()) {
      return Optional.empty();
    }
    if (!result.isSuccessful()) {
      throw new AssertionError("a transfer failed in Besu: " + tx);
    }
    updater.commit();
    long used = tx.gasLimit() - result.getGasRemaining();
    gasUsed += used;
    return Optional.of(used);
  }

  Hash32 root() {
    return Hash32.of(world.rootHash().toString());
  }

  Word balance(Address address) {
    var account = world.get(address(address));
    return account == null
        ? Word.ZERO
        : Word.fromBytes(account.getBalance().getBytes().extractArray());
  }

  private static org.hyperledger.besu.ethereum.core.Address address(Address address) {
    return org.hyperledger.besu.ethereum.core.Address.fromHexString(address.toString());
  }

  private static UInt256 uint(Word word) {
    return UInt256.of(word.toBigInteger());
  }
}
