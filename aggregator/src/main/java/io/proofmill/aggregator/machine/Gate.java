package io.proofmill.aggregator.machine;

import io.proofmill.algebra.FrElement;

/// `d = qm·m[a]·m[b] + qa·m[a] + qb·m[b] + qc·m[c] + qk`.
record Gate(
    FrElement qm, FrElement qa, FrElement qb, FrElement qc, FrElement qk, int a, int b, int c) {
  private static final int ZERO_ADDRESS = 0;

  static final Gate NOTHING =
      new Gate(
          FrElement.ZERO,
          FrElement.ZERO,
          FrElement.ZERO,
          FrElement.ZERO,
          FrElement.ZERO,
          ZERO_ADDRESS,
          ZERO_ADDRESS,
          ZERO_ADDRESS);

  /// The gate that computes a form of at most three operands.
  static Gate of(Variable form) {
    int[] slots = {ZERO_ADDRESS, ZERO_ADDRESS, ZERO_ADDRESS};
    FrElement[] q = {FrElement.ZERO, FrElement.ZERO, FrElement.ZERO};
    int used = 0;
    boolean squares = form.hasProduct() && form.left == form.right;
    if (form.hasProduct()) {
      slots[0] = form.left;
      slots[1] = form.right;
      used = 2;
    }
    for (int i = 0; i < form.addresses.length; i++) {
      int slot = -1;
      for (int k = 0; k < used && slot < 0; k++) {
        slot = slots[k] == form.addresses[i] && !(squares && k == 1) ? k : -1;
      }
      if (slot < 0) {
        slot = used++;
        slots[slot] = form.addresses[i];
      }
      q[slot] = form.coefficients[i];
    }
    return new Gate(form.product, q[0], q[1], q[2], form.constant, slots[0], slots[1], slots[2]);
  }

  FrElement evaluate(FrElement[] memory) {
    FrElement value = qk;
    if (!qm.isZero()) {
      value = value.plus(qm.times(memory[a]).times(memory[b]));
    }
    if (!qa.isZero()) {
      value = value.plus(qa.times(memory[a]));
    }
    if (!qb.isZero()) {
      value = value.plus(qb.times(memory[b]));
    }
    if (!qc.isZero()) {
      value = value.plus(qc.times(memory[c]));
    }
    return value;
  }

  /// A gate of value zero that reads an address.
  Gate reading(int address) {
    return new Gate(qm, qa, qb, qc, qk, address, b, c);
  }
}
