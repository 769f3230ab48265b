package io.proofmill.algebra;

import java.util.Arrays;

/// A vector of scalar-field elements in one flat array, four Montgomery limbs an element (see
/// [Fr]). The array is shared, not copied: whoever holds the vector may write through it.
public final class FrVector {
  /// 2^29 - 1 elements fill the largest Java array.
  private static final int MAX_LENGTH = Integer.MAX_VALUE / Fr.LIMBS;

  private final long[] limbs;
  private final int length;

  private FrVector(long[] limbs) {
    this.limbs = limbs;
    this.length = limbs.length / Fr.LIMBS;
  }

  public static FrVector zero(int length) {
    if (length < 0 || length > MAX_LENGTH) {
      throw new IllegalArgumentException("vector length " + length);
    }
    return new FrVector(new long[length * Fr.LIMBS]);
  }

  /// A view of Montgomery limbs; the caller vouches that each element is reduced.
  public static FrVector wrap(long[] limbs) {
    if (limbs.length % Fr.LIMBS != 0) {
      throw new IllegalArgumentException("limb count " + limbs.length + " is no multiple of 4");
    }
    return new FrVector(limbs);
  }

  public static FrVector of(FrElement... elements) {
    FrVector out = zero(elements.length);
    for (int i = 0; i < elements.length; i++) {
      out.set(i, elements[i]);
    }
    return out;
  }

  public static FrVector of(long... values) {
    FrVector out = zero(values.length);
    for (int i = 0; i < values.length; i++) {
      out.setLong(i, values[i]);
    }
    return out;
  }

  /// The flat limbs themselves.
  public long[] limbs() {
    return limbs;
  }

  public int length() {
    return length;
  }

  public FrElement get(int i) {
    return FrElement.load(limbs, i);
  }

  public void set(int i, FrElement value) {
    value.store(limbs, i);
  }

  /// Sets an element to a small integer, which may be negative.
  public void setLong(int i, long value) {
    Fr.setLong(value, limbs, i);
  }

  public boolean isZero(int i) {
    return Fr.isZero(limbs, i);
  }

  public FrVector copy() {
    return new FrVector(limbs.clone());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FrVector v && Arrays.equals(limbs, v.limbs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(limbs);
  }

  @Override
  public String toString() {
    return "FrVector[length=" + length + "]";
  }
}
