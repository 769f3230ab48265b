package io.proofmill.algebra;

import java.math.BigInteger;
import java.util.Optional;

/// An immutable affine point of the twist y² = x³ + 3/ξ over Fq2. The curve has a large cofactor:
/// only points of order r belong to G2, and [#fromCanonicalBytes] admits no other. Infinity is
/// written (0, 0).
public record G2Point(Fq2 x, Fq2 y) {
  /// Encoding as in EIP-197: x.c1, x.c0, y.c1, y.c0, 32 big-endian bytes each; infinity all zeros.
  public static final int BYTES = 128;

  public static final G2Point INFINITY = new G2Point(Fq2.ZERO, Fq2.ZERO);

  /// The generator of EIP-197.
  public static final G2Point GENERATOR =
      new G2Point(
          fq2(
              "1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed",
              "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2"),
          fq2(
              "12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa",
              "090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b"));

  /// 3/ξ.
  static final Fq2 CURVE_B = Fq2.XI.inverse().times(FqElement.of(3));

  private static Fq2 fq2(String c0, String c1) {
    return new Fq2(FqElement.of(new BigInteger(c0, 16)), FqElement.of(new BigInteger(c1, 16)));
  }

  /// Reads 128 bytes; empty unless the coordinates are canonical and the point has order r (or is
  /// infinity).
  public static Optional<G2Point> fromCanonicalBytes(byte[] b, int offset) {
    FqElement[] c = new FqElement[4];
    for (int i = 0; i < 4; i++) {
      Optional<FqElement> coordinate =
          FqElement.fromCanonicalBytes(b, offset + FqElement.BYTES * i);
      if (coordinate.isEmpty()) {
        return Optional.empty();
      }
      c[i] = coordinate.get();
    }
    G2Point point = new G2Point(new Fq2(c[1], c[0]), new Fq2(c[3], c[2]));
    return point.isInGroup() ? Optional.of(point) : Optional.empty();
  }

  public byte[] toBytes() {
    byte[] out = new byte[BYTES];
    x.c1().writeTo(out, 0);
    x.c0().writeTo(out, FqElement.BYTES);
    y.c1().writeTo(out, 2 * FqElement.BYTES);
    y.c0().writeTo(out, 3 * FqElement.BYTES);
    return out;
  }

  public boolean isInfinity() {
    return x.isZero() && y.isZero();
  }

  /// Whether the point is infinity or satisfies the curve equation.
  public boolean isOnCurve() {
    return isInfinity() || y.square().equals(x.square().times(x).plus(CURVE_B));
  }

  /// Whether the point is on the curve and its order divides r.
  public boolean isInGroup() {
    return isOnCurve() && timesInteger(Fr.MODULUS).isInfinity();
  }

  public G2Point negate() {
    return new G2Point(x, y.negate());
  }

  public G2Point plus(G2Point o) {
    if (isInfinity()) {
      return o;
    }
    if (o.isInfinity()) {
      return this;
    }
    if (x.equals(o.x)) {
      return y.equals(o.y) ? twice() : INFINITY;
    }
    return chord(y.minus(o.y).times(x.minus(o.x).inverse()), o);
  }

  public G2Point minus(G2Point o) {
    return plus(o.negate());
  }

  public G2Point twice() {
    // y = 0 happens on the full curve only; such a point is its own opposite.
    return isInfinity() || y.isZero() ? INFINITY : chord(tangentSlope(), this);
  }

  /// 3x²/(2y).
  private Fq2 tangentSlope() {
    Fq2 squared = x.square();
    return squared.plus(squared).plus(squared).times(y.plus(y).inverse());
  }

  /// The third point, reflected, of the line of this slope through this point and another.
  private G2Point chord(Fq2 slope, G2Point o) {
    Fq2 x3 = slope.square().minus(x).minus(o.x);
    return new G2Point(x3, slope.times(x.minus(x3)).minus(y));
  }

  public G2Point times(FrElement scalar) {
    return timesInteger(scalar.toBigInteger());
  }

  public G2Point times(BigInteger scalar) {
    return timesInteger(scalar.mod(Fr.MODULUS));
  }

  /// Double and add in affine coordinates: an inversion a step, milliseconds altogether.
  private G2Point timesInteger(BigInteger scalar) {
    G2Point out = INFINITY;
    for (int bit = scalar.bitLength() - 1; bit >= 0; bit--) {
      out = out.twice();
      if (scalar.testBit(bit)) {
        out = out.plus(this);
      }
    }
    return out;
  }
}
