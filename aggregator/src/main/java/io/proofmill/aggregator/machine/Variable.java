package io.proofmill.aggregator.machine;

import io.proofmill.algebra.FrElement;

/// A value of a program under construction: `constant + Σ coefficients[i]·m[addresses[i]] +
/// product·m[left]·m[right]` over the machine's memory, in a form that one gate can compute. It is
/// written to an address of its own only when something needs that. Belongs to one
/// [MachineBuilder].
public final class Variable {
  static final int NO_ADDRESS = -1;

  private static final int[] NO_ADDRESSES = {};
  private static final FrElement[] NO_COEFFICIENTS = {};

  final FrElement constant;
  final int[] addresses;
  final FrElement[] coefficients;
  final FrElement product;
  final int left;
  final int right;

  /// Where the value is in memory, once it is.
  int address = NO_ADDRESS;

  Variable(
      FrElement constant,
      int[] addresses,
      FrElement[] coefficients,
      FrElement product,
      int left,
      int right) {
    this.constant = constant;
    this.addresses = addresses;
    this.coefficients = coefficients;
    this.product = product;
    this.left = left;
    this.right = right;
  }

  static Variable constant(FrElement value) {
    return new Variable(value, NO_ADDRESSES, NO_COEFFICIENTS, FrElement.ZERO, 0, 0);
  }

  static Variable at(int address) {
    Variable variable =
        new Variable(
            FrElement.ZERO,
            new int[] {address},
            new FrElement[] {FrElement.ONE},
            FrElement.ZERO,
            0,
            0);
    variable.address = address;
    return variable;
  }

  boolean hasProduct() {
    return !product.isZero();
  }

  boolean isConstant() {
    return addresses.length == 0 && !hasProduct();
  }

  /// The value as a linear form if it is already in memory, else this form.
  Variable shortest() {
    return address == NO_ADDRESS || isConstant() ? this : at(address);
  }

  Variable scale(FrElement factor) {
    if (factor.isZero()) {
      return constant(FrElement.ZERO);
    }
    FrElement[] scaled = new FrElement[coefficients.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = coefficients[i].times(factor);
    }
    return new Variable(
        constant.times(factor), addresses, scaled, product.times(factor), left, right);
  }

  /// How many of a gate's three operands the form takes; a product takes two, a square as well.
  int operands() {
    if (!hasProduct()) {
      return addresses.length;
    }
    int count = 2;
    for (int read : addresses) {
      count += read == left || read == right ? 0 : 1;
    }
    return count;
  }
}
