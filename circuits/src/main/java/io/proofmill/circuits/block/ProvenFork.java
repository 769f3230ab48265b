package io.proofmill.circuits.block;

import io.proofmill.verifier.statement.ForkId;
import java.util.Arrays;
import java.util.Optional;

/// What differs between the forks that the tables prove.
public enum ProvenFork {
  /// Any gas limit that TX can hold.
  PRAGUE(ForkId.PRAGUE, (1L << 32) - 1),
  /// EIP-7825.
  OSAKA(ForkId.OSAKA, 1 << 24),
  BPO1(ForkId.BPO1, 1 << 24),
  BPO2(ForkId.BPO2, 1 << 24);

  private final ForkId id;
  private final long txGasCap;

  ProvenFork(ForkId id, long txGasCap) {
    this.id = id;
    this.txGasCap = txGasCap;
  }

  /// The number in the statement.
  public int number() {
    return id.number();
  }

  /// The largest gas limit of a transaction.
  public long txGasCap() {
    return txGasCap;
  }

  public static Optional<ProvenFork> ofNumber(long number) {
    return Arrays.stream(values()).filter(f -> f.number() == number).findFirst();
  }
}
