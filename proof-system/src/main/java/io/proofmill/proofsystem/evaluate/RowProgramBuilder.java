package io.proofmill.proofsystem.evaluate;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.ExpressionGraph;
import io.proofmill.verifier.constraint.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Builds a [RowProgram] from nodes of a table's expression graph and further operations on them.
///
/// Columns are numbered: fixed, main, aux, then [#firstRowColumn] and [#lastRowColumn] for the
/// selectors. Parameters are numbered in the order in which they are asked for; the first three are
/// α, β and the sum's share of each row.
public final class RowProgramBuilder {
  /// How many parameters every program begins with: α, β, sum share.
  public static final int COMMON_PARAMETERS = 3;

  /// A value of the program before registers are assigned.
  private record Value(boolean scalar, int operation, int a, int b) {}

  private record Effect(int operation, int output, int a, int b) {}

  private static final int OP_CONSTANT = 10;
  private static final int OP_PARAMETER = 11;
  private static final int OP_COLUMN = 12;
  private static final int OP_NEXT = 13;

  private static final FrElement MINUS_ONE = FrElement.ONE.negate();

  private final Air air;
  private final ExpressionGraph graph;
  private final List<Value> values = new ArrayList<>();
  private final Map<Value, Integer> known = new HashMap<>();
  private final int[] valueOfNode;
  private final List<FrElement> constants = new ArrayList<>();
  private final Map<FrElement, Integer> constantIndex = new HashMap<>();
  private final List<Effect> effects = new ArrayList<>();

  /// The number of values that existed when an effect was added: it runs right after them.
  private final List<Integer> effectAfter = new ArrayList<>();

  private int parameters = COMMON_PARAMETERS;
  private int outputs;

  public RowProgramBuilder(Air air) {
    this.air = air;
    this.graph = air.graph();
    this.valueOfNode = new int[graph.size()];
    Arrays.fill(valueOfNode, -1);
  }

  /// The place of the selector column of the first row.
  public static int firstRowColumn(Air air) {
    return air.fixedColumns().size() + air.mainColumns().size() + air.auxColumns().size();
  }

  /// The place of the selector column of the last row.
  public static int lastRowColumn(Air air) {
    return firstRowColumn(air) + 1;
  }

  public int parameter() {
    return value(true, OP_PARAMETER, parameters++, 0);
  }

  public int constant(FrElement value) {
    Integer index = constantIndex.get(value);
    if (index == null) {
      index = constants.size();
      constants.add(value);
      constantIndex.put(value, index);
    }
    return value(true, OP_CONSTANT, index, 0);
  }

  /// The value of a node of the graph.
  public int node(int node) {
    // Operands come before nodes; an explicit stack keeps deep chains off the Java stack.
    int[] stack = new int[16];
    int depth = 0;
    stack[depth++] = node;
    while (depth > 0) {
      int top = stack[depth - 1];
      if (valueOfNode[top] >= 0) {
        depth--;
        continue;
      }
      Op op = graph.op(top);
      if (!op.isArithmetic()) {
        valueOfNode[top] = leaf(top);
        depth--;
        continue;
      }
      int a = graph.a(top);
      int b = graph.b(top);
      if (valueOfNode[a] >= 0 && valueOfNode[b] >= 0) {
        valueOfNode[top] = operation(code(op), valueOfNode[a], valueOfNode[b]);
        depth--;
        continue;
      }
      if (depth + 2 > stack.length) {
        stack = Arrays.copyOf(stack, 2 * stack.length);
      }
      stack[depth++] = b;
      stack[depth++] = a;
    }
    return valueOfNode[node];
  }

  private static int code(Op op) {
    return switch (op) {
      case ADD -> RowProgram.ADD;
      case SUBTRACT -> RowProgram.SUBTRACT;
      case MULTIPLY -> RowProgram.MULTIPLY;
      case CONSTANT, FIXED, MAIN, AUX, ALPHA, BETA, SUM_SHARE, IS_FIRST, IS_LAST ->
          throw new IllegalArgumentException(op + " is a leaf");
    };
  }

  private int leaf(int node) {
    int fixed = air.fixedColumns().size();
    int main = air.mainColumns().size();
    return switch (graph.op(node)) {
      case CONSTANT -> constant(graph.constant(graph.a(node)));
      case FIXED -> column(graph.a(node), graph.b(node));
      case MAIN -> column(fixed + graph.a(node), graph.b(node));
      case AUX -> column(fixed + main + graph.a(node), graph.b(node));
      case ALPHA -> value(true, OP_PARAMETER, 0, 0);
      case BETA -> value(true, OP_PARAMETER, 1, 0);
      case SUM_SHARE -> value(true, OP_PARAMETER, 2, 0);
      case IS_FIRST -> column(firstRowColumn(air), 0);
      case IS_LAST -> column(lastRowColumn(air), 0);
      case ADD, SUBTRACT, MULTIPLY -> throw new IllegalArgumentException("not a leaf: " + node);
    };
  }

  private int column(int place, int rotation) {
    return value(false, rotation == 0 ? OP_COLUMN : OP_NEXT, place, 0);
  }

  public int alpha() {
    return value(true, OP_PARAMETER, 0, 0);
  }

  public int beta() {
    return value(true, OP_PARAMETER, 1, 0);
  }

  public int add(int a, int b) {
    return operation(RowProgram.ADD, a, b);
  }

  public int subtract(int a, int b) {
    return operation(RowProgram.SUBTRACT, a, b);
  }

  public int multiply(int a, int b) {
    return operation(RowProgram.MULTIPLY, a, b);
  }

  private int operation(int code, int a, int b) {
    if (code == RowProgram.MULTIPLY) {
      // Signed multiplicities make these frequent; a subtraction costs a sixth of a multiplication.
      if (isConstant(a, FrElement.ONE)) {
        return b;
      }
      if (isConstant(b, FrElement.ONE)) {
        return a;
      }
      if (isConstant(a, MINUS_ONE)) {
        return operation(RowProgram.SUBTRACT, constant(FrElement.ZERO), b);
      }
      if (isConstant(b, MINUS_ONE)) {
        return operation(RowProgram.SUBTRACT, constant(FrElement.ZERO), a);
      }
    }
    return value(values.get(a).scalar && values.get(b).scalar, code, a, b);
  }

  private boolean isConstant(int index, FrElement value) {
    Value v = values.get(index);
    return v.operation == OP_CONSTANT && constants.get(v.a).equals(value);
  }

  private int value(boolean scalar, int operation, int a, int b) {
    Value value = new Value(scalar, operation, a, b);
    Integer index = known.get(value);
    if (index == null) {
      index = values.size();
      values.add(value);
      known.put(value, index);
    }
    return index;
  }

  /// A new output column.
  public int output() {
    return outputs++;
  }

  /// Writes a value to an output column.
  public void store(int output, int value) {
    effects.add(new Effect(RowProgram.STORE, output, value, value));
    effectAfter.add(values.size());
  }

  /// Adds the product of two values to an output column.
  public void multiplyAdd(int output, int a, int b) {
    effects.add(new Effect(RowProgram.MULTIPLY_ADD, output, a, b));
    effectAfter.add(values.size());
  }

  /// Assigns registers by the last use of each value.
  public RowProgram build() {
    boolean[] needed = new boolean[values.size()];
    for (Effect effect : effects) {
      needed[effect.a] = true;
      needed[effect.b] = true;
    }
    for (int i = values.size() - 1; i >= 0; i--) {
      if (needed[i] && isArithmetic(values.get(i))) {
        needed[values.get(i).a] = true;
        needed[values.get(i).b] = true;
      }
    }
    // Instructions in order: values as they were built, each effect after the values before it.
    List<int[]> order = new ArrayList<>(); // {0, value} or {1, effect}
    int effect = 0;
    for (int i = 0; i <= values.size(); i++) {
      while (effect < effects.size() && effectAfter.get(effect) <= i) {
        order.add(new int[] {1, effect++});
      }
      if (i < values.size() && needed[i] && isArithmetic(values.get(i))) {
        order.add(new int[] {0, i});
      }
    }
    int[] lastUse = new int[values.size()];
    for (int at = 0; at < order.size(); at++) {
      int index = order.get(at)[1];
      boolean isEffect = order.get(at)[0] == 1;
      lastUse[isEffect ? effects.get(index).a : values.get(index).a] = at;
      lastUse[isEffect ? effects.get(index).b : values.get(index).b] = at;
    }
    return new Emitter(order, lastUse).emit();
  }

  private static boolean isArithmetic(Value value) {
    return value.operation < OP_CONSTANT;
  }

  /// One pass over the ordered instructions.
  private final class Emitter {
    private final List<int[]> order;
    private final int[] lastUse;
    private final int[] place = new int[values.size()];
    private final List<Integer> free = new ArrayList<>();
    private int registers;
    private int scalars = constants.size() + parameters;
    private final int[] scalarCode;
    private final int[] blockCode;
    private int scalarPc;
    private int blockPc;

    Emitter(List<int[]> order, int[] lastUse) {
      this.order = order;
      this.lastUse = lastUse;
      this.scalarCode = new int[order.size() * RowProgram.WIDTH];
      this.blockCode = new int[order.size() * RowProgram.WIDTH];
    }

    RowProgram emit() {
      for (int at = 0; at < order.size(); at++) {
        int index = order.get(at)[1];
        if (order.get(at)[0] == 1) {
          Effect e = effects.get(index);
          emitBlock(e.operation, e.output, operand(e.a), operand(e.b));
          release(e.a, at);
          if (e.b != e.a) {
            release(e.b, at);
          }
          continue;
        }
        Value v = values.get(index);
        if (v.scalar) {
          place[index] = scalars++;
          scalarCode[scalarPc] = v.operation;
          scalarCode[scalarPc + 1] = place[index];
          scalarCode[scalarPc + 2] = operand(v.a) >> 2;
          scalarCode[scalarPc + 3] = operand(v.b) >> 2;
          scalarPc += RowProgram.WIDTH;
          continue;
        }
        int a = operand(v.a);
        int b = operand(v.b);
        release(v.a, at);
        if (v.b != v.a) {
          release(v.b, at);
        }
        // The destination may be an operand's register: each row is read before it is written.
        place[index] = free.isEmpty() ? registers++ : free.removeLast();
        emitBlock(v.operation, place[index], a, b);
      }
      long[] constantLimbs = new long[constants.size() * Fr.LIMBS];
      for (int i = 0; i < constants.size(); i++) {
        constants.get(i).store(constantLimbs, i);
      }
      return new RowProgram(
          Arrays.copyOf(scalarCode, scalarPc),
          Arrays.copyOf(blockCode, blockPc),
          constantLimbs,
          parameters,
          scalars,
          registers,
          outputs);
    }

    private void emitBlock(int operation, int to, int a, int b) {
      blockCode[blockPc] = operation;
      blockCode[blockPc + 1] = to;
      blockCode[blockPc + 2] = a;
      blockCode[blockPc + 3] = b;
      blockPc += RowProgram.WIDTH;
    }

    private int operand(int index) {
      Value v = values.get(index);
      return switch (v.operation) {
        case OP_CONSTANT -> v.a << 2 | RowProgram.SCALAR;
        case OP_PARAMETER -> constants.size() + v.a << 2 | RowProgram.SCALAR;
        case OP_COLUMN -> v.a << 2 | RowProgram.COLUMN;
        case OP_NEXT -> v.a << 2 | RowProgram.NEXT;
        default -> place[index] << 2 | (v.scalar ? RowProgram.SCALAR : RowProgram.REGISTER);
      };
    }

    private void release(int index, int at) {
      Value v = values.get(index);
      if (isArithmetic(v) && !v.scalar && lastUse[index] == at) {
        free.add(place[index]);
      }
    }
  }
}
