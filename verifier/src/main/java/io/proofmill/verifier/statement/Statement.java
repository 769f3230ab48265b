package io.proofmill.verifier.statement;

import io.proofmill.algebra.FrElement;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// What a proof claims (DESIGN §4, `docs/statement.md`): executing blocks `firstBlock … lastBlock`
/// of the chain under the fork's rules takes the pre-state to the post-state. Which of these
/// clauses the circuits enforce is told by the assumptions of the vk-tree root, not here.
///
/// @param vkTreeRoot the root of the tree of verifying keys, a canonical field element
public record Statement(
    long protocolVersion,
    long fork,
    BigInteger chainId,
    BigInteger firstBlock,
    BigInteger lastBlock,
    Bytes32 parentBlockHash,
    Bytes32 lastBlockHash,
    Bytes32 preStateRoot,
    Bytes32 postStateRoot,
    Bytes32 dataCommitment,
    Bytes32 vkTreeRoot) {

  private static final BigInteger BOUND = BigInteger.TWO.pow(StatementField.BITS);

  /// A 32-byte value with equality by content.
  public static final class Bytes32 {
    private final byte[] bytes;

    private Bytes32(byte[] bytes) {
      this.bytes = bytes;
    }

    public static Bytes32 of(byte[] bytes) {
      if (bytes.length != 32) {
        throw new IllegalArgumentException("32 bytes expected, not " + bytes.length);
      }
      return new Bytes32(bytes.clone());
    }

    public static Bytes32 of(FrElement element) {
      return new Bytes32(element.toBytes());
    }

    public byte[] toBytes() {
      return bytes.clone();
    }

    /// `0x` and 64 hexadecimal digits.
    public String toHex() {
      return "0x" + HexFormat.of().formatHex(bytes);
    }

    FrElement hi() {
      return FrElement.of(new BigInteger(1, bytes, 0, 16));
    }

    FrElement lo() {
      return FrElement.of(new BigInteger(1, bytes, 16, 16));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes32 b && Arrays.equals(bytes, b.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return toHex();
    }
  }

  public Statement {
    for (BigInteger value :
        List.of(
            BigInteger.valueOf(protocolVersion),
            BigInteger.valueOf(fork),
            chainId,
            firstBlock,
            lastBlock)) {
      if (value.signum() < 0 || value.compareTo(BOUND) >= 0) {
        throw new IllegalArgumentException(
            "a number of the statement is not below 2^128: " + value);
      }
    }
  }

  /// The public values, in the order of [StatementField]; each is below 2^128 by construction (R1).
  public List<FrElement> publicValues() {
    List<FrElement> values = new ArrayList<>();
    values.add(FrElement.of(protocolVersion));
    values.add(FrElement.of(fork));
    values.add(FrElement.of(chainId));
    values.add(FrElement.of(firstBlock));
    values.add(FrElement.of(lastBlock));
    for (Bytes32 word :
        List.of(
            parentBlockHash,
            lastBlockHash,
            preStateRoot,
            postStateRoot,
            dataCommitment,
            vkTreeRoot)) {
      values.add(word.hi());
      values.add(word.lo());
    }
    return values;
  }

  public FrElement publicValue(StatementField field) {
    return publicValues().get(field.ordinal());
  }
}
