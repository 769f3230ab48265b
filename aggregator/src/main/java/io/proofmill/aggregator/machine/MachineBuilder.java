package io.proofmill.aggregator.machine;

import io.proofmill.aggregator.program.AggregationArithmetic;
import io.proofmill.aggregator.table.EcTable;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.verifier.protocol.OpeningClaim.Term;
import io.proofmill.verifier.protocol.PackedPoint;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Records a program as gates and table rows. Sums and products are kept as forms and fused, so
/// that `x·y + z` is one gate; equal gates are one; every address of memory is written once.
public final class MachineBuilder implements AggregationArithmetic<Variable, PointVariable> {
  /// Holds zero; unused operands read it.
  static final int ZERO_ADDRESS = 0;

  /// What one gate can read.
  private static final int MAX_OPERANDS = 3;

  /// A scalar s is recoded as b = (s + 2^255 − 1)/2 mod r: with 51 digits v of b to base 32, Σ
  /// 32^i·(2v_i − 31) = 2b − (2^255 − 1) ≡ s, and every 2v − 31 is odd.
  private static final FrElement HALF = FrElement.of(2).inverse();

  private static final FrElement RECODING =
      HALF.times(
          FrElement.of(
              BigInteger.TWO.pow(EcTable.WINDOW_BITS * EcTable.WINDOWS).subtract(BigInteger.ONE)));

  private final List<Step> steps = new ArrayList<>();
  private final Map<Gate, Integer> computed = new HashMap<>();
  private final Map<FrElement, Variable> constants = new HashMap<>();
  private final Map<G1Point, PointVariable> constantPoints = new HashMap<>();
  private final Map<Integer, Integer> doubles = new HashMap<>();
  private int addresses;
  private int points = 1;
  private int scalarInputs;
  private int pointInputs;
  private int publicValues;

  public MachineBuilder() {
    int zero = allocate(1);
    steps.add(new Step.Compute(Gate.NOTHING, zero));
    constants.put(FrElement.ZERO, Variable.at(zero));
  }

  // Inputs and outputs.

  /// The next scalar input: advice that the program must check.
  public Variable input() {
    int address = allocate(1);
    steps.add(new Step.Advice(scalarInputs++, address));
    return Variable.at(address);
  }

  /// The next point input: on the curve and canonical, or infinity; nothing else is known of it.
  public PointVariable inputPoint() {
    return load(new Step.PointSource.Input(pointInputs++), points++);
  }

  /// Makes a value the next public value of the proof.
  public void publish(Variable value) {
    steps.add(new Step.Publish(Gate.of(value.shortest()), publicValues++));
  }

  // Scalar arithmetic.

  @Override
  public Variable constant(FrElement value) {
    return Variable.constant(value);
  }

  @Override
  public Variable add(Variable left, Variable right) {
    return combine(left, right, FrElement.ONE);
  }

  @Override
  public Variable subtract(Variable left, Variable right) {
    return combine(left, right, FrElement.ONE.negate());
  }

  /// `left + factor·right`; what does not fit one gate goes to memory, the longer form first.
  private Variable combine(Variable left, Variable right, FrElement factor) {
    Variable a = left.shortest();
    Variable b = right.shortest();
    if (!fits(a, b.scale(factor))) {
      boolean leftFirst =
          a.hasProduct() != b.hasProduct() ? a.hasProduct() : a.operands() >= b.operands();
      store(leftFirst ? left : right);
      a = left.shortest();
      b = right.shortest();
      if (!fits(a, b.scale(factor))) {
        store(leftFirst ? right : left);
        a = left.shortest();
        b = right.shortest();
      }
    }
    return merge(a, b.scale(factor));
  }

  private static boolean fits(Variable a, Variable b) {
    if (a.hasProduct() && b.hasProduct() && !sameProduct(a, b)) {
      return false;
    }
    return merge(a, b).operands() <= MAX_OPERANDS;
  }

  private static boolean sameProduct(Variable a, Variable b) {
    return a.left == b.left && a.right == b.right;
  }

  private static Variable merge(Variable a, Variable b) {
    Map<Integer, FrElement> terms = new LinkedHashMap<>();
    for (Variable v : List.of(a, b)) {
      for (int i = 0; i < v.addresses.length; i++) {
        terms.merge(v.addresses[i], v.coefficients[i], FrElement::plus);
      }
    }
    terms.values().removeIf(FrElement::isZero);
    Variable owner = a.hasProduct() ? a : b;
    FrElement product = a.product.plus(b.product);
    return new Variable(
        a.constant.plus(b.constant),
        terms.keySet().stream().mapToInt(Integer::intValue).toArray(),
        terms.values().toArray(FrElement[]::new),
        product,
        owner.left,
        owner.right);
  }

  private Variable scaled(Variable value, FrElement factor) {
    return value.shortest().scale(factor);
  }

  @Override
  public Variable multiply(Variable left, Variable right) {
    Variable a = left.shortest();
    Variable b = right.shortest();
    if (a.isConstant()) {
      return b.scale(a.constant);
    }
    if (b.isConstant()) {
      return a.scale(b.constant);
    }
    a = single(left);
    b = single(right);
    // (p·x + s)·(q·y + t)
    int x = a.addresses[0];
    int y = b.addresses[0];
    FrElement p = a.coefficients[0];
    FrElement q = b.coefficients[0];
    Variable product =
        new Variable(
            FrElement.ZERO,
            new int[0],
            new FrElement[0],
            p.times(q),
            Math.min(x, y),
            Math.max(x, y));
    Variable linear =
        merge(
            b.scale(a.constant),
            merge(a.scale(b.constant), Variable.constant(a.constant.times(b.constant).negate())));
    return merge(product, linear);
  }

  /// A form `coefficient·m[address] + constant`.
  private Variable single(Variable value) {
    Variable form = value.shortest();
    if (form.hasProduct() || form.addresses.length > 1) {
      store(value);
      form = value.shortest();
    }
    return form;
  }

  @Override
  public Variable inverse(String reason, Variable value) {
    if (value.isConstant()) {
      return Variable.constant(value.constant.inverse());
    }
    int of = store(value);
    int address = allocate(1);
    steps.add(new Step.Inverse(of, address, reason));
    Variable inverse = Variable.at(address);
    assertEqual(reason, multiply(Variable.at(of), inverse), one());
    return inverse;
  }

  @Override
  public void assertEqual(String reason, Variable left, Variable right) {
    Variable difference = subtract(left, right);
    if (difference.isConstant()) {
      if (!difference.constant.isZero()) {
        throw new IllegalArgumentException("never satisfied: " + reason);
      }
      return;
    }
    steps.add(new Step.AssertZero(Gate.of(difference.shortest()), reason));
  }

  /// Writes a value to memory unless it is there; returns its address.
  private int store(Variable value) {
    if (value.address != Variable.NO_ADDRESS) {
      return value.address;
    }
    if (value.isConstant()) {
      Variable known = constants.get(value.constant);
      if (known == null) {
        known = Variable.at(compute(Gate.of(value)));
        constants.put(value.constant, known);
      }
      value.address = known.address;
    } else if (!value.hasProduct()
        && value.addresses.length == 1
        && value.constant.isZero()
        && value.coefficients[0].equals(FrElement.ONE)) {
      value.address = value.addresses[0];
    } else {
      value.address = compute(Gate.of(value));
    }
    return value.address;
  }

  private int compute(Gate gate) {
    Integer known = computed.get(gate);
    if (known != null) {
      return known;
    }
    int address = allocate(1);
    steps.add(new Step.Compute(gate, address));
    computed.put(gate, address);
    return address;
  }

  private int allocate(int count) {
    int first = addresses;
    addresses += count;
    return first;
  }

  // Hashing.

  @Override
  public List<Variable> permute(List<Variable> state) {
    int in0 = store(state.get(0));
    int in1 = store(state.get(1));
    int in2 = store(state.get(2));
    int out = allocate(3);
    steps.add(new Step.Permute(in0, in1, in2, out));
    return List.of(Variable.at(out), Variable.at(out + 1), Variable.at(out + 2));
  }

  @Override
  public Variable low128(Variable value) {
    if (value.isConstant()) {
      BigInteger mask = BigInteger.TWO.pow(128).subtract(BigInteger.ONE);
      return Variable.constant(FrElement.of(value.constant.toBigInteger().and(mask)));
    }
    int of = store(value);
    int address = allocate(1);
    steps.add(new Step.Split(of, address));
    return Variable.at(address);
  }

  // Points.

  @Override
  public List<Variable> pack(PointVariable point) {
    List<Variable> packed = new ArrayList<>();
    for (int i = 0; i < PackedPoint.ELEMENTS; i++) {
      packed.add(Variable.at(point.packed() + i));
    }
    return packed;
  }

  @Override
  public PointVariable generator() {
    return constantPoint(G1Point.GENERATOR);
  }

  /// A point that is the same in every run: loaded, and its packing compared. The packing is
  /// canonical, so that the point on the curve is determined; infinity packs to zeros.
  public PointVariable constantPoint(G1Point value) {
    PointVariable known = constantPoints.get(value);
    if (known != null) {
      return known;
    }
    PointVariable point = load(new Step.PointSource.Constant(value), points++);
    List<FrElement> expected = PackedPoint.pack(value);
    for (int i = 0; i < expected.size(); i++) {
      assertEqual(
          "a constant point is not loaded as such",
          pack(point).get(i),
          Variable.constant(expected.get(i)));
    }
    constantPoints.put(value, point);
    return point;
  }

  private PointVariable load(Step.PointSource source, int point) {
    int address = allocate(PackedPoint.ELEMENTS + 1);
    steps.add(new Step.Load(source, point, address));
    steps.add(new Step.Canon(point));
    return new PointVariable(point, address, address + PackedPoint.ELEMENTS);
  }

  @Override
  public PointVariable multiScalar(List<Term<Variable, PointVariable>> terms) {
    Map<PointVariable, Variable> merged = new LinkedHashMap<>();
    terms.forEach(term -> merged.merge(term.point(), term.scalar(), this::add));
    int[] scalars = new int[merged.size()];
    int[] running = new int[merged.size()];
    int[] bases = new int[merged.size()];
    int at = 0;
    for (Map.Entry<PointVariable, Variable> term : merged.entrySet()) {
      bases[at] = oddMultiples(term.getKey().point());
      scalars[at] = store(recoded(term.getValue(), term.getKey()));
      running[at++] = ZERO_ADDRESS;
    }
    int sum = constantPoint(OffsetPoint.OFFSET).point();
    for (int window = EcTable.WINDOWS - 1; window >= 0; window--) {
      for (int k = 0; window < EcTable.WINDOWS - 1 && k < EcTable.WINDOW_BITS; k++) {
        int twice = points++;
        steps.add(new Step.Twice(sum, twice));
        sum = twice;
      }
      for (int i = 0; i < scalars.length; i++) {
        int previous = running[i];
        // The last running value is not written but compared with the scalar.
        running[i] = window == 0 ? scalars[i] : allocate(1);
        int next = points++;
        steps.add(new Step.AddDigit(sum, bases[i], next, scalars[i], window, previous, running[i]));
        sum = next;
      }
    }
    int correction = constantPoint(OffsetPoint.CORRECTION).point();
    int result = points++;
    steps.add(new Step.AddFinal(sum, correction, result));
    PointVariable loaded = load(new Step.PointSource.Computed(), result);
    // Else a sum could be passed off as infinity, of which every pairing equation holds.
    assertEqual("a sum is infinity", Variable.at(loaded.infinity()), zero());
    return loaded;
  }

  /// (s·(1 − infinity) + 2^255 − 1)/2: a point that stands for infinity gets the scalar 0.
  private Variable recoded(Variable scalar, PointVariable point) {
    Variable flag = Variable.at(point.infinity());
    Variable s = scalar.isConstant() ? scalar : single(scalar);
    Variable counted = subtract(s, multiply(s, flag));
    return add(scaled(counted, HALF), Variable.constant(RECODING));
  }

  /// Rows for P, 3P … 31P, once a point.
  private int oddMultiples(int point) {
    if (!doubles.containsKey(point)) {
      int twice = points++;
      steps.add(new Step.Twice(point, twice));
      for (int entry = 1; entry < EcTable.ENTRIES; entry++) {
        steps.add(new Step.Add(twice, point, entry - 1, point, entry));
      }
      doubles.put(point, twice);
    }
    return point;
  }

  /// The finished program.
  public Machine build(MachineLayout layout) {
    return new Machine(layout, steps, addresses, points, scalarInputs, pointInputs, publicValues);
  }
}
