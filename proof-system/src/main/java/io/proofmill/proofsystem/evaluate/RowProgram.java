package io.proofmill.proofsystem.evaluate;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import java.util.List;
import java.util.stream.IntStream;

/// Expressions of one table compiled to a straight-line program over registers, where a register
/// holds one block of rows. It runs on rows of the trace or on a coset of the same size, where the
/// next row is the next point of either.
///
/// Operands are registers, columns read in place, and scalars (constants, challenges and what
/// follows from those alone, computed once a run). An instruction is decoded once per block, so its
/// cost is the field operations: a multiplication each for `MULTIPLY` and `MULTIPLY_ADD`.
public final class RowProgram {
  /// Rows per register: 4 KiB, so that the registers of most tables stay in the second cache.
  static final int BLOCK = 128;

  static final int ADD = 0;
  static final int SUBTRACT = 1;
  static final int MULTIPLY = 2;

  /// Writes an operand to an output column.
  static final int STORE = 3;

  /// Adds the product of two operands to an output column.
  static final int MULTIPLY_ADD = 4;

  /// Ints per instruction: operation, destination, and two operands.
  static final int WIDTH = 4;

  // An operand is a place with its kind in the two lowest bits.
  static final int REGISTER = 0;
  static final int SCALAR = 1;
  static final int COLUMN = 2;
  static final int NEXT = 3;

  private final int[] scalarCode;
  private final int[] blockCode;
  private final long[] constants;
  private final int parameters;
  private final int scalars;
  private final int registers;
  private final int outputs;

  RowProgram(
      int[] scalarCode,
      int[] blockCode,
      long[] constants,
      int parameters,
      int scalars,
      int registers,
      int outputs) {
    this.scalarCode = scalarCode;
    this.blockCode = blockCode;
    this.constants = constants;
    this.parameters = parameters;
    this.scalars = scalars;
    this.registers = registers;
    this.outputs = outputs;
  }

  /// Whether the program reads the column at this place, in this row or the next.
  public boolean reads(int column) {
    for (int pc = 0; pc < blockCode.length; pc += WIDTH) {
      if (isColumn(blockCode[pc + 2], column) || isColumn(blockCode[pc + 3], column)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isColumn(int operand, int column) {
    int kind = operand & 3;
    return (kind == COLUMN || kind == NEXT) && operand >> 2 == column;
  }

  /// The number of output columns.
  public int outputs() {
    return outputs;
  }

  /// Runs over all rows, in parallel over parts of them.
  ///
  /// @param parameters the values of the builder's parameters, in order
  /// @param columns the columns, each of the same length; not written. A column that the program
  ///   does not read may be null
  /// @param out the output columns; not to overlap with `columns`. `MULTIPLY_ADD` adds to what is
  ///   there
  public void run(List<FrElement> parameters, List<FrVector> columns, List<FrVector> out) {
    if (parameters.size() != this.parameters || out.size() != outputs) {
      throw new IllegalArgumentException(
          String.format(
              "program of %d parameters and %d outputs run with %d and %d",
              this.parameters, outputs, parameters.size(), out.size()));
    }
    if (out.isEmpty()) {
      return;
    }
    int rows = out.getFirst().length();
    long[][] columnLimbs =
        columns.stream().map(c -> c == null ? null : c.limbs()).toArray(long[][]::new);
    long[][] outLimbs = out.stream().map(FrVector::limbs).toArray(long[][]::new);
    long[] scalarValues = scalars(parameters);
    int blocks = (rows + BLOCK - 1) / BLOCK;
    int parts = Math.min(blocks, 4 * Runtime.getRuntime().availableProcessors());
    IntStream.range(0, parts)
        .parallel()
        .forEach(part -> {
          int from = (int) ((long) blocks * part / parts);
          int to = (int) ((long) blocks * (part + 1) / parts);
          Frame frame = new Frame(columnLimbs, outLimbs, scalarValues, rows);
          for (int block = from; block < to; block++) {
            frame.run(block * BLOCK, Math.min(BLOCK, rows - block * BLOCK));
          }
        });
  }

  /// Constants, parameters and everything computed from those alone.
  private long[] scalars(List<FrElement> parameterValues) {
    long[] values = new long[scalars * Fr.LIMBS];
    System.arraycopy(constants, 0, values, 0, constants.length);
    int first = constants.length / Fr.LIMBS;
    for (int i = 0; i < parameters; i++) {
      parameterValues.get(i).store(values, first + i);
    }
    for (int pc = 0; pc < scalarCode.length; pc += WIDTH) {
      int to = scalarCode[pc + 1];
      int a = scalarCode[pc + 2];
      int b = scalarCode[pc + 3];
      switch (scalarCode[pc]) {
        case ADD -> Fr.add(values, a, values, b, values, to);
        case SUBTRACT -> Fr.sub(values, a, values, b, values, to);
        case MULTIPLY -> Fr.mul(values, a, values, b, values, to);
        default -> throw new IllegalStateException("scalar operation " + scalarCode[pc]);
      }
    }
    return values;
  }

  /// The state of one thread: the register file and the operands of the instruction at hand.
  private final class Frame {
    private final long[][] columns;
    private final long[][] out;
    private final long[] scalarValues;
    private final int rows;
    private final long[] file = new long[(registers + 3) * BLOCK * Fr.LIMBS];

    private long[] operand;
    private int operandAt;
    private int operandStep;

    Frame(long[][] columns, long[][] out, long[] scalarValues, int rows) {
      this.columns = columns;
      this.out = out;
      this.scalarValues = scalarValues;
      this.rows = rows;
    }

    void run(int row, int count) {
      for (int pc = 0; pc < blockCode.length; pc += WIDTH) {
        int to = blockCode[pc + 1];
        resolve(blockCode[pc + 2], row, count, registers);
        long[] a = operand;
        int ai = operandAt;
        int as = operandStep;
        if (blockCode[pc] == STORE) {
          copy(a, ai, as, out[to], row, count);
          continue;
        }
        resolve(blockCode[pc + 3], row, count, registers + 1);
        long[] b = operand;
        int bi = operandAt;
        int bs = operandStep;
        switch (blockCode[pc]) {
          case ADD -> add(a, ai, as, b, bi, bs, file, to * BLOCK, count);
          case SUBTRACT -> subtract(a, ai, as, b, bi, bs, file, to * BLOCK, count);
          case MULTIPLY -> multiply(a, ai, as, b, bi, bs, file, to * BLOCK, count);
          case MULTIPLY_ADD -> {
            int spare = (registers + 2) * BLOCK;
            multiply(a, ai, as, b, bi, bs, file, spare, count);
            add(file, spare, 1, out[to], row, 1, out[to], row, count);
          }
          default -> throw new IllegalStateException("operation " + blockCode[pc]);
        }
      }
    }

    /// Finds an operand's array, first element and step. The next row of the last one is the first
    /// row; that block alone is gathered, into register `spare`.
    private void resolve(int code, int row, int count, int spare) {
      int place = code >> 2;
      operandStep = 1;
      switch (code & 3) {
        case REGISTER -> {
          operand = file;
          operandAt = place * BLOCK;
        }
        case SCALAR -> {
          operand = scalarValues;
          operandAt = place;
          operandStep = 0;
        }
        case COLUMN -> {
          operand = columns[place];
          operandAt = row;
        }
        default -> {
          operand = columns[place];
          operandAt = row + 1;
          if (row + count == rows) {
            copy(columns[place], row + 1, 1, file, spare * BLOCK, count - 1);
            copy(columns[place], 0, 1, file, spare * BLOCK + count - 1, 1);
            operand = file;
            operandAt = spare * BLOCK;
          }
        }
      }
    }
  }

  private static void copy(long[] a, int ai, int as, long[] to, int ti, int count) {
    if (as == 1) {
      System.arraycopy(a, ai * Fr.LIMBS, to, ti * Fr.LIMBS, count * Fr.LIMBS);
      return;
    }
    for (int k = 0; k < count; k++) {
      Fr.copy(a, ai, to, ti + k);
    }
  }

  private static void add(
      long[] a, int ai, int as, long[] b, int bi, int bs, long[] to, int ti, int count) {
    for (int k = 0; k < count; k++) {
      Fr.add(a, ai + k * as, b, bi + k * bs, to, ti + k);
    }
  }

  private static void subtract(
      long[] a, int ai, int as, long[] b, int bi, int bs, long[] to, int ti, int count) {
    for (int k = 0; k < count; k++) {
      Fr.sub(a, ai + k * as, b, bi + k * bs, to, ti + k);
    }
  }

  private static void multiply(
      long[] a, int ai, int as, long[] b, int bi, int bs, long[] to, int ti, int count) {
    for (int k = 0; k < count; k++) {
      Fr.mul(a, ai + k * as, b, bi + k * bs, to, ti + k);
    }
  }
}
