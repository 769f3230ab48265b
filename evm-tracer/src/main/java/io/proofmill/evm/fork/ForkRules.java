package io.proofmill.evm.fork;

import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Word;
import java.util.List;

/// What a fork rules, in numbers. A rule that a fork lacks is 0 or null, as said at each.
///
/// @param name as inputs and the terminal have it
/// @param statementId the fork's number in the public statement; 0 when it cannot be proven
/// @param highestTransactionType types 0 to this exist
/// @param baseFee whether blocks have one (EIP-1559)
/// @param proofOfStake no block reward, no difficulty, no ommers
/// @param withdrawals whether blocks have them (EIP-4895)
/// @param blobs null before Cancun; with it come the parent beacon block root and blob gas in the
///   header
/// @param requests whether the header commits to requests (EIP-7685)
/// @param calldataZeroGas per zero byte of calldata
/// @param calldataNonZeroGas per other byte of calldata
/// @param initCodeWordGas per word of init code (EIP-3860), 0 before
/// @param maxInitCodeBytes the longest init code (EIP-3860), 0 for no bound
/// @param floorGasPerToken EIP-7623, 0 before
/// @param maxTransactionGas EIP-7825, 0 for no bound
/// @param refundQuotient at most this part of the gas spent is refunded
/// @param highestPrecompile addresses 1 to this are precompiles
/// @param p256Precompile whether 0x100 is one (EIP-7951)
/// @param maxBlockRlpBytes EIP-7934, 0 for no bound
/// @param systemContracts called at the begin or end of a block where they have code
public record ForkRules(
    String name,
    int statementId,
    int highestTransactionType,
    boolean baseFee,
    boolean proofOfStake,
    boolean withdrawals,
    BlobRules blobs,
    boolean requests,
    long calldataZeroGas,
    long calldataNonZeroGas,
    long initCodeWordGas,
    int maxInitCodeBytes,
    long floorGasPerToken,
    long maxTransactionGas,
    int refundQuotient,
    int highestPrecompile,
    boolean p256Precompile,
    int maxBlockRlpBytes,
    List<Address> systemContracts) {
  public static final long TRANSACTION_GAS = 21_000;
  public static final long CREATE_GAS = 32_000;
  public static final long ACCESS_LIST_ADDRESS_GAS = 2_400;
  public static final long ACCESS_LIST_KEY_GAS = 1_900;
  public static final long AUTHORIZATION_GAS = 25_000;
  private static final int BASE_FEE_CHANGE_DENOMINATOR = 8;
  private static final int ELASTICITY = 2;

  public ForkRules {
    systemContracts = List.copyOf(systemContracts);
  }

  /// Whether batches under these rules can be proven.
  public boolean provable() {
    return statementId != 0;
  }

  public boolean isPrecompile(Address address) {
    if (address.high() != 0 || address.middle() != 0) {
      return false;
    }
    long low = address.low();
    return low >= 1 && low <= highestPrecompile || p256Precompile && low == 0x100;
  }

  /// The base fee of a block whose parent had these (EIP-1559).
  public Word nextBaseFee(Word parentBaseFee, long parentGasUsed, long parentGasLimit) {
    long target = parentGasLimit / ELASTICITY;
    if (parentGasUsed == target || target == 0) {
      return parentBaseFee;
    }
    var fee = parentBaseFee.toBigInteger();
    var change =
        fee.multiply(java.math.BigInteger.valueOf(Math.abs(parentGasUsed - target)))
            .divide(java.math.BigInteger.valueOf(target))
            .divide(java.math.BigInteger.valueOf(BASE_FEE_CHANGE_DENOMINATOR));
    return Word.of(
        parentGasUsed > target
            ? fee.add(change.max(java.math.BigInteger.ONE))
            : fee.subtract(change));
  }

  /// The rules, to be changed into those of the next fork.
  Builder next(String nextName) {
    return new Builder(this, nextName);
  }

  /// Collects what a fork changes. The statement's number is not inherited.
  static final class Builder {
    private final ForkRules base;
    private final String name;
    private int statementId;
    private int highestTransactionType;
    private boolean baseFee;
    private boolean proofOfStake;
    private boolean withdrawals;
    private BlobRules blobs;
    private boolean requests;
    private long initCodeWordGas;
    private int maxInitCodeBytes;
    private long floorGasPerToken;
    private long maxTransactionGas;
    private int refundQuotient;
    private int highestPrecompile;
    private boolean p256Precompile;
    private int maxBlockRlpBytes;
    private List<Address> systemContracts;

    private Builder(ForkRules base, String name) {
      this.base = base;
      this.name = name;
      highestTransactionType = base.highestTransactionType;
      baseFee = base.baseFee;
      proofOfStake = base.proofOfStake;
      withdrawals = base.withdrawals;
      blobs = base.blobs;
      requests = base.requests;
      initCodeWordGas = base.initCodeWordGas;
      maxInitCodeBytes = base.maxInitCodeBytes;
      floorGasPerToken = base.floorGasPerToken;
      maxTransactionGas = base.maxTransactionGas;
      refundQuotient = base.refundQuotient;
      highestPrecompile = base.highestPrecompile;
      p256Precompile = base.p256Precompile;
      maxBlockRlpBytes = base.maxBlockRlpBytes;
      systemContracts = base.systemContracts;
    }

    Builder statementId(int value) {
      statementId = value;
      return this;
    }

    Builder highestTransactionType(int value) {
      highestTransactionType = value;
      return this;
    }

    Builder baseFee() {
      baseFee = true;
      return this;
    }

    Builder proofOfStake() {
      proofOfStake = true;
      return this;
    }

    Builder withdrawals() {
      withdrawals = true;
      return this;
    }

    Builder blobs(BlobRules value) {
      blobs = value;
      return this;
    }

    Builder requests() {
      requests = true;
      return this;
    }

    Builder initCode(long wordGas, int maxBytes) {
      initCodeWordGas = wordGas;
      maxInitCodeBytes = maxBytes;
      return this;
    }

    Builder floorGasPerToken(long value) {
      floorGasPerToken = value;
      return this;
    }

    Builder maxTransactionGas(long value) {
      maxTransactionGas = value;
      return this;
    }

    Builder refundQuotient(int value) {
      refundQuotient = value;
      return this;
    }

    Builder highestPrecompile(int value) {
      highestPrecompile = value;
      return this;
    }

    Builder p256Precompile() {
      p256Precompile = true;
      return this;
    }

    Builder maxBlockRlpBytes(int value) {
      maxBlockRlpBytes = value;
      return this;
    }

    Builder systemContracts(Address... value) {
      systemContracts = List.of(value);
      return this;
    }

    ForkRules build() {
      return new ForkRules(
          name,
          statementId,
          highestTransactionType,
          baseFee,
          proofOfStake,
          withdrawals,
          blobs,
          requests,
          base.calldataZeroGas,
          base.calldataNonZeroGas,
          initCodeWordGas,
          maxInitCodeBytes,
          floorGasPerToken,
          maxTransactionGas,
          refundQuotient,
          highestPrecompile,
          p256Precompile,
          maxBlockRlpBytes,
          systemContracts);
    }
  }
}
