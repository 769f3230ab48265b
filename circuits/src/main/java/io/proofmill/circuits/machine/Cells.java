package io.proofmill.circuits.machine;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Word;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Column;
import java.math.BigInteger;

/// How an execution's values are held in cells.
public final class Cells {
  /// `2^128`, the weight of a word's high half.
  public static final FrElement TWO_128 = FrElement.of(BigInteger.TWO.pow(128));

  private Cells() {}

  /// The high or low 128 bits of a word.
  public static Word high(Word word) {
    return new Word(0, 0, word.limb3(), word.limb2());
  }

  public static Word low(Word word) {
    return new Word(0, 0, word.limb1(), word.limb0());
  }

  /// Writes an integer below 2^253.
  public static void set(TableWitness table, int row, Column column, Word value) {
    if (value.bitLength() > 253) {
      throw new IllegalArgumentException(
          table.air().name() + "." + column.name() + ": not below 2^253");
    }
    long[] limbs = {value.limb0(), value.limb1(), value.limb2(), value.limb3()};
    Fr.toMontgomery(limbs, 0, limbs, 0);
    table.set(row, column, FrElement.load(limbs, 0));
  }

  /// Writes an unsigned integer.
  public static void setUnsigned(TableWitness table, int row, Column column, long value) {
    if (value >= 0) {
      table.set(row, column, value);
    } else {
      set(table, row, column, Word.of(value));
    }
  }

  public static void set(TableWitness table, int row, Column column, Address address) {
    set(table, row, column, address.toWord());
  }

  /// Writes a word's halves.
  public static void setHalves(TableWitness table, int row, Column hi, Column lo, Word value) {
    set(table, row, hi, high(value));
    set(table, row, lo, low(value));
  }
}
