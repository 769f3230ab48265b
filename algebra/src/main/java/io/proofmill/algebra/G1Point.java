package io.proofmill.algebra;

import java.math.BigInteger;
import java.util.Optional;

/// An immutable affine point of G1: y² = x³ + 3 over Fq. The group has prime order, so a point on
/// the curve is a point of the group. Infinity is written (0, 0), which is not on the curve.
public final class G1Point {
  /// Length of the canonical encoding: x then y, 32 big-endian bytes each; infinity is all zeros.
  public static final int BYTES = 64;

  public static final G1Point INFINITY = new G1Point(FqElement.ZERO, FqElement.ZERO);
  public static final G1Point GENERATOR = new G1Point(FqElement.ONE, FqElement.of(2));

  private static final FqElement CURVE_B = FqElement.of(3);

  private final FqElement x;
  private final FqElement y;

  private G1Point(FqElement x, FqElement y) {
    this.x = x;
    this.y = y;
  }

  /// The point with these coordinates; (0, 0) is infinity.
  ///
  /// @throws IllegalArgumentException when it is not on the curve
  public static G1Point of(FqElement x, FqElement y) {
    G1Point point = new G1Point(x, y);
    if (!point.isOnCurve()) {
      throw new IllegalArgumentException("not on the curve: (" + x + ", " + y + ")");
    }
    return point;
  }

  /// As [#of] for coordinates that come out of the group law.
  static G1Point ofUnchecked(FqElement x, FqElement y) {
    return new G1Point(x, y);
  }

  /// Reads 64 bytes; empty unless both coordinates are below q and the point is on the curve.
  public static Optional<G1Point> fromCanonicalBytes(byte[] b, int offset) {
    Optional<FqElement> x = FqElement.fromCanonicalBytes(b, offset);
    Optional<FqElement> y = FqElement.fromCanonicalBytes(b, offset + FqElement.BYTES);
    if (x.isEmpty() || y.isEmpty()) {
      return Optional.empty();
    }
    G1Point point = new G1Point(x.get(), y.get());
    return point.isOnCurve() ? Optional.of(point) : Optional.empty();
  }

  public byte[] toBytes() {
    byte[] out = new byte[BYTES];
    x.writeTo(out, 0);
    y.writeTo(out, FqElement.BYTES);
    return out;
  }

  public FqElement x() {
    return x;
  }

  public FqElement y() {
    return y;
  }

  public boolean isInfinity() {
    return x.isZero() && y.isZero();
  }

  /// Whether the point is infinity or satisfies the curve equation.
  public boolean isOnCurve() {
    return isInfinity() || y.square().equals(x.square().times(x).plus(CURVE_B));
  }

  public G1Point plus(G1Point other) {
    return new G1Accumulator().add(this).add(other).toAffine();
  }

  public G1Point minus(G1Point other) {
    return plus(other.negate());
  }

  public G1Point negate() {
    return new G1Point(x, y.negate());
  }

  /// This point times a scalar; variable time.
  public G1Point times(FrElement scalar) {
    return new G1Accumulator().add(this).times(scalar).toAffine();
  }

  /// This point times any integer, reduced mod the group's order.
  public G1Point times(BigInteger scalar) {
    return times(FrElement.of(scalar));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof G1Point p && x.equals(p.x) && y.equals(p.y);
  }

  @Override
  public int hashCode() {
    return 31 * x.hashCode() + y.hashCode();
  }

  @Override
  public String toString() {
    return isInfinity() ? "infinity" : "(" + x + ", " + y + ")";
  }
}
