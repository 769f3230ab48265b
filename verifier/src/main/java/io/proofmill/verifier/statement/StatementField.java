package io.proofmill.verifier.statement;

/// One public value of a proof; the order is the order of the public values. 32-byte values take
/// two: the high and the low 128 bits.
public enum StatementField {
  PROTOCOL_VERSION,
  FORK,
  CHAIN_ID,
  FIRST_BLOCK,
  LAST_BLOCK,
  PARENT_BLOCK_HASH_HI,
  PARENT_BLOCK_HASH_LO,
  LAST_BLOCK_HASH_HI,
  LAST_BLOCK_HASH_LO,
  PRE_STATE_ROOT_HI,
  PRE_STATE_ROOT_LO,
  POST_STATE_ROOT_HI,
  POST_STATE_ROOT_LO,
  DATA_COMMITMENT_HI,
  DATA_COMMITMENT_LO,
  VK_TREE_ROOT_HI,
  VK_TREE_ROOT_LO;

  /// How many public values a statement has.
  public static final int COUNT = values().length;

  /// The bound that every verifier checks: values are below 2 to this power (R1).
  public static final int BITS = 128;
}
