package io.proofmill.algebra;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/// The Poseidon2 permutation of width 3 over Fr: S-box x^5, four full rounds, 56 partial rounds,
/// four full rounds (Grassi, Khovratovich, Schofnegger 2023, ePrint 2023/323), with the constants
/// that HorizenLabs publish since commit 055bde3. The external matrix is circ(2, 1, 1) and is also
/// applied before the first round; the internal one is [[2,1,1],[1,2,1],[1,1,3]].
public final class Poseidon2 {
  public static final int WIDTH = 3;
  public static final int FULL_ROUNDS = 8;
  public static final int PARTIAL_ROUNDS = 56;

  private static final int EXTERNAL_CONSTANTS = FULL_ROUNDS * WIDTH;

  /// The external constants, three a round, then the internal ones.
  private static final long[] CONSTANTS = readConstants();

  private Poseidon2() {}

  /// The constant added to a lane in full round 0 to 7 (rounds 4 to 7 follow the partial rounds).
  public static FrElement externalConstant(int fullRound, int lane) {
    if (fullRound < 0 || fullRound >= FULL_ROUNDS || lane < 0 || lane >= WIDTH) {
      throw new IndexOutOfBoundsException("full round " + fullRound + ", lane " + lane);
    }
    return FrElement.load(CONSTANTS, fullRound * WIDTH + lane);
  }

  /// The constant added to lane 0 in partial round 0 to 55.
  public static FrElement internalConstant(int partialRound) {
    if (partialRound < 0 || partialRound >= PARTIAL_ROUNDS) {
      throw new IndexOutOfBoundsException("partial round " + partialRound);
    }
    return FrElement.load(CONSTANTS, EXTERNAL_CONSTANTS + partialRound);
  }

  /// The permuted state, a fresh array.
  public static FrElement[] permute(FrElement[] state) {
    if (state.length != WIDTH) {
      throw new IllegalArgumentException("state of width " + state.length);
    }
    long[] flat = new long[WIDTH * Fr.LIMBS];
    for (int lane = 0; lane < WIDTH; lane++) {
      state[lane].store(flat, lane);
    }
    permute(flat, 0);
    FrElement[] out = new FrElement[WIDTH];
    for (int lane = 0; lane < WIDTH; lane++) {
      out[lane] = FrElement.load(flat, lane);
    }
    return out;
  }

  /// Permutes three adjacent elements of flat limbs in place. About 240 multiplications.
  public static void permute(long[] limbs, int element) {
    long[] scratch = new long[2 * Fr.LIMBS];
    externalMatrix(limbs, element, scratch);
    for (int round = 0; round < FULL_ROUNDS / 2; round++) {
      fullRound(limbs, element, round, scratch);
    }
    for (int round = 0; round < PARTIAL_ROUNDS; round++) {
      Fr.add(limbs, element, CONSTANTS, EXTERNAL_CONSTANTS + round, limbs, element);
      fifthPower(limbs, element, scratch);
      internalMatrix(limbs, element, scratch);
    }
    for (int round = FULL_ROUNDS / 2; round < FULL_ROUNDS; round++) {
      fullRound(limbs, element, round, scratch);
    }
  }

  private static void fullRound(long[] s, int e, int round, long[] scratch) {
    for (int lane = 0; lane < WIDTH; lane++) {
      Fr.add(s, e + lane, CONSTANTS, round * WIDTH + lane, s, e + lane);
      fifthPower(s, e + lane, scratch);
    }
    externalMatrix(s, e, scratch);
  }

  private static void fifthPower(long[] s, int e, long[] scratch) {
    Fr.square(s, e, scratch, 0);
    Fr.square(scratch, 0, scratch, 0);
    Fr.mul(s, e, scratch, 0, s, e);
  }

  /// Each lane becomes itself plus the sum of all.
  private static void externalMatrix(long[] s, int e, long[] scratch) {
    sum(s, e, scratch);
    for (int lane = 0; lane < WIDTH; lane++) {
      Fr.add(s, e + lane, scratch, 0, s, e + lane);
    }
  }

  /// As the external matrix, with the last lane counted twice.
  private static void internalMatrix(long[] s, int e, long[] scratch) {
    sum(s, e, scratch);
    Fr.add(s, e, scratch, 0, s, e);
    Fr.add(s, e + 1, scratch, 0, s, e + 1);
    Fr.add(s, e + 2, s, e + 2, s, e + 2);
    Fr.add(s, e + 2, scratch, 0, s, e + 2);
  }

  private static void sum(long[] s, int e, long[] scratch) {
    Fr.add(s, e, s, e + 1, scratch, 0);
    Fr.add(scratch, 0, s, e + 2, scratch, 0);
  }

  private static long[] readConstants() {
    long[] out = new long[(EXTERNAL_CONSTANTS + PARTIAL_ROUNDS) * Fr.LIMBS];
    try (InputStream in = Poseidon2.class.getResourceAsStream("poseidon2-bn254-t3.txt")) {
      if (in == null) {
        throw new IllegalStateException("resource poseidon2-bn254-t3.txt is missing");
      }
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
      int index = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#")) {
          FrElement.of(new BigInteger(line, 16)).store(out, index++);
        }
      }
      if (index * Fr.LIMBS != out.length) {
        throw new IllegalStateException(index + " Poseidon2 constants");
      }
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
