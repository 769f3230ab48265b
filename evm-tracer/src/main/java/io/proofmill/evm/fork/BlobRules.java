package io.proofmill.evm.fork;

import io.proofmill.evm.primitive.Word;
import java.math.BigInteger;

/// Blob gas (EIP-4844, with the numbers that later forks changed).
///
/// @param target blobs per block that leave the price as it is
/// @param max blobs per block
/// @param updateFraction how slowly the price follows the excess
/// @param reservePrice whether a blob costs at least `BLOB_BASE_COST` of execution gas (EIP-7918)
public record BlobRules(int target, int max, long updateFraction, boolean reservePrice) {
  private static final long GAS_PER_BLOB = 1 << 17;
  private static final long BLOB_BASE_COST = 1 << 13;

  /// The excess blob gas of a block whose parent had this excess, use and base fee.
  public long excess(long parentExcess, long parentUsed, Word parentBaseFee) {
    BigInteger sum = unsigned(parentExcess).add(unsigned(parentUsed));
    BigInteger targetGas = BigInteger.valueOf(target * GAS_PER_BLOB);
    if (sum.compareTo(targetGas) < 0) {
      return 0;
    }
    boolean belowReserve =
        reservePrice
            && parentBaseFee
                    .toBigInteger()
                    .multiply(BigInteger.valueOf(BLOB_BASE_COST))
                    .compareTo(baseFee(parentExcess).multiply(BigInteger.valueOf(GAS_PER_BLOB)))
                > 0;
    return belowReserve
        ? parentExcess + Long.divideUnsigned(parentUsed, max) * (max - target)
        : sum.subtract(targetGas).longValue();
  }

  /// The price of a unit of blob gas: `e^(excess / updateFraction)` by EIP-4844's series.
  private BigInteger baseFee(long excess) {
    BigInteger numerator = unsigned(excess);
    BigInteger denominator = BigInteger.valueOf(updateFraction);
    BigInteger output = BigInteger.ZERO;
    BigInteger term = denominator;
    for (long i = 1; term.signum() > 0; i++) {
      output = output.add(term);
      term = term.multiply(numerator).divide(denominator.multiply(BigInteger.valueOf(i)));
    }
    return output.divide(denominator);
  }

  private static BigInteger unsigned(long value) {
    return Word.of(value).toBigInteger();
  }
}
