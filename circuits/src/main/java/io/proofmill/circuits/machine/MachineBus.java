package io.proofmill.circuits.machine;

import io.proofmill.verifier.constraint.Bus;
import java.util.List;

/// The buses on which the tables of the machine meet; ids 16 to 127. A new field or bus changes the
/// verifying keys.
public final class MachineBus {
  /// The state token between blocks. `number` is that of the block to come, and once `done` is 1
  /// that of the last block; `txId` is the next transaction's.
  public static final Bus BLOCK_TOKEN =
      new Bus("BLOCK_TOKEN", 16, List.of("ts", "done", "number", "txId", "fork", "chainId"), 0);

  /// The state token between the transactions of a block. `gasUsed` is that of the block so far.
  public static final Bus TX_TOKEN =
      new Bus("TX_TOKEN", 17, List.of("ts", "number", "txId", "gasUsed"), 0);

  /// The state token at the end of a transaction's execution: its outermost frame has ended.
  public static final Bus FRAME_END = new Bus("FRAME_END", 18, List.of("txId", "ts", "gasLeft"), 0);

  /// What a block says of itself, keyed by its number.
  public static final Bus BLOCK_FACTS =
      new Bus(
          "BLOCK_FACTS", 19, List.of("number", "baseFee", "coinbase", "gasLimit", "txGasCap"), 1);

  /// One access to an account, asked for by the row that holds the state token and done by one row
  /// of ACCOUNT. The flags are those of an [AccountOperation]; `nonce` is 0 unless it counts.
  public static final Bus ACCOUNT_OPERATION =
      new Bus(
          "ACCOUNT_OPERATION",
          20,
          List.of(
              "ts",
              "address",
              "credit",
              "codeless",
              "counts",
              "reports",
              "nonce",
              "amountHi",
              "amountLo"),
          0);

  /// The balance that an access left, keyed by the access's timestamp.
  public static final Bus ACCOUNT_BALANCE =
      new Bus("ACCOUNT_BALANCE", 21, List.of("ts", "balanceHi", "balanceLo"), 1);

  /// The memory cells of accounts: the value that an account has since `ts`.
  public static final Bus ACCOUNT_CELL =
      new Bus(
          "ACCOUNT_CELL",
          22,
          List.of("address", "ts", "nonce", "balanceHi", "balanceLo", "codeHashHi", "codeHashLo"),
          0);

  /// The order of the accounts' boundary rows: every key still to come is at least `lower`, and
  /// once `done` is 1 none is to come.
  public static final Bus ACCOUNT_ORDER = new Bus("ACCOUNT_ORDER", 23, List.of("lower", "done"), 0);

  /// All of them.
  public static final List<Bus> ALL =
      List.of(
          BLOCK_TOKEN,
          TX_TOKEN,
          FRAME_END,
          BLOCK_FACTS,
          ACCOUNT_OPERATION,
          ACCOUNT_BALANCE,
          ACCOUNT_CELL,
          ACCOUNT_ORDER);

  private MachineBus() {}
}
