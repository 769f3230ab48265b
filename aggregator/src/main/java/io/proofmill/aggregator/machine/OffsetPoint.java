package io.proofmill.aggregator.machine;

import io.proofmill.aggregator.table.EcTable;
import io.proofmill.algebra.Fq;
import io.proofmill.algebra.FqElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.algebra.Keccak256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/// The point from which sums start, so that no partial sum meets a summand: nobody knows its
/// logarithm (R21). The first abscissa `keccak256(label ‖ counter) mod q` that is on the curve,
/// with the even ordinate.
final class OffsetPoint {
  private static final String LABEL = "proofmill recursion offset ";

  /// The offset.
  static final G1Point OFFSET = find();

  /// What the offset has grown to, negated, after all doublings of a sum.
  static final G1Point CORRECTION =
      OFFSET.times(BigInteger.TWO.pow(EcTable.WINDOW_BITS * (EcTable.WINDOWS - 1))).negate();

  private OffsetPoint() {}

  private static G1Point find() {
    BigInteger q = Fq.MODULUS;
    for (int counter = 0; ; counter++) {
      byte[] hash = Keccak256.hash((LABEL + counter).getBytes(StandardCharsets.US_ASCII));
      FqElement x = FqElement.of(new BigInteger(1, hash));
      FqElement square = x.square().times(x).plus(FqElement.of(3));
      FqElement y = square.pow(q.add(BigInteger.ONE).shiftRight(2)); // q ≡ 3 mod 4
      if (y.square().equals(square)) {
        return G1Point.of(x, y.toBigInteger().testBit(0) ? y.negate() : y);
      }
    }
  }
}
