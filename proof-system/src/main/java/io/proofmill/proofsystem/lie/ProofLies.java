package io.proofmill.proofsystem.lie;

import io.proofmill.algebra.Fq;
import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.verifier.protocol.ProofCodec.Field;
import io.proofmill.verifier.protocol.ProofCodec.Kind;
import io.proofmill.verifier.protocol.Verdict;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Damages a valid proof in every way of SOUNDNESS.md, item 6, and checks that each damaged proof
/// is rejected with a reason: never accepted, never an exception. Works on bytes and the places of
/// the elements in them, so it serves any kind of proof.
public final class ProofLies {
  private static final BigInteger LIMIT = BigInteger.TWO.pow(256);

  private final byte[] proof;
  private final List<Field> fields;
  private final Function<byte[], Verdict> verify;
  private final Random random = new Random(6);
  private final TreeMap<String, Integer> told = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  /// @param proof a valid proof
  /// @param fields the places of all its points and scalars; bytes outside them are damaged too
  /// @param verify the verifier under test, the right key and public values filled in
  public ProofLies(byte[] proof, List<Field> fields, Function<byte[], Verdict> verify) {
    this.proof = proof.clone();
    this.fields = List.copyOf(fields);
    this.verify = verify;
    Verdict honest = verify.apply(proof.clone());
    if (!honest.isAccepted()) {
      throw new IllegalArgumentException("the honest proof is not accepted: " + honest);
    }
  }

  /// Every kind of damage to the bytes, with one byte flipped in each element.
  public ProofLies sampled() {
    for (Field field : fields) {
      flip("byte flipped", field.offset() + random.nextInt(field.kind().bytes()));
    }
    flip("byte flipped", 0);
    flip("byte flipped", proof.length - 1);
    elements();
    return this;
  }

  /// Every kind of damage to the bytes, every byte flipped.
  public ProofLies exhaustive() {
    for (int at = 0; at < proof.length; at++) {
      flip("byte flipped", at);
    }
    elements();
    return this;
  }

  private void elements() {
    for (Field field : fields) {
      if (field.kind() == Kind.SCALAR) {
        scalar(field);
      } else {
        point(field);
      }
    }
    swaps();
    lengths();
  }

  /// Another verification that has to be rejected: wrong public values, a wrong key, a wrong list
  /// of shards.
  public ProofLies reject(String lie, Supplier<Verdict> verification) {
    tell("other", lie, verification);
    return this;
  }

  /// Wrong public values: each changed, neighbours exchanged, one too few, one too many.
  public ProofLies publicValues(
      List<FrElement> values, Function<List<FrElement>, Verdict> verifyWith) {
    for (int i = 0; i < values.size(); i++) {
      for (FrElement other :
          List.of(values.get(i).plus(FrElement.ONE), FrElement.ZERO, FrElement.of(1L << 40))) {
        List<FrElement> changed = new ArrayList<>(values);
        changed.set(i, other);
        tellValues("public value " + i + " changed", values, changed, verifyWith);
      }
      if (i > 0) {
        List<FrElement> changed = new ArrayList<>(values);
        changed.set(i, values.get(i - 1));
        changed.set(i - 1, values.get(i));
        tellValues("public values exchanged at " + i, values, changed, verifyWith);
      }
    }
    List<FrElement> longer = new ArrayList<>(values);
    longer.add(FrElement.ZERO);
    tellValues("a public value too many", values, longer, verifyWith);
    if (!values.isEmpty()) {
      tellValues(
          "a public value too few", values, values.subList(0, values.size() - 1), verifyWith);
    }
    return this;
  }

  private void tellValues(
      String lie,
      List<FrElement> values,
      List<FrElement> changed,
      Function<List<FrElement>, Verdict> verifyWith) {
    if (!changed.equals(values)) {
      tell("public values", lie, () -> verifyWith.apply(changed));
    }
  }

  /// Wrong lists of shards: each dropped, each duplicated, neighbours exchanged, reversed, none.
  public <S> ProofLies shards(List<S> shards, Function<List<S>, Verdict> verifyWith) {
    List<List<S>> wrong = new ArrayList<>();
    for (int i = 0; i < shards.size(); i++) {
      List<S> dropped = new ArrayList<>(shards);
      dropped.remove(i);
      wrong.add(dropped);
      List<S> duplicated = new ArrayList<>(shards);
      duplicated.add(i, shards.get(i));
      wrong.add(duplicated);
      if (i > 0) {
        List<S> exchanged = new ArrayList<>(shards);
        exchanged.set(i, shards.get(i - 1));
        exchanged.set(i - 1, shards.get(i));
        wrong.add(exchanged);
        List<S> replaced = new ArrayList<>(shards);
        replaced.set(i, shards.get(i - 1));
        wrong.add(replaced);
      }
    }
    wrong.add(shards.reversed());
    wrong.add(List.of());
    for (int i = 0; i < wrong.size(); i++) {
      List<S> list = wrong.get(i);
      if (!list.equals(shards)) {
        tell("shards", "list of shards number " + i, () -> verifyWith.apply(list));
      }
    }
    return this;
  }

  /// Throws an [AssertionError] that lists every lie that was not properly rejected.
  public void assertAllRejected() {
    if (!problems.isEmpty()) {
      throw new AssertionError(
          problems.size() + " lies were not rejected:\n" + String.join("\n", problems));
    }
    int total = told.values().stream().mapToInt(Integer::intValue).sum();
    System.out.println("proof lies: rejected " + total + " of " + total + " " + told);
  }

  List<String> problems() {
    return problems;
  }

  private void flip(String kind, int at) {
    damage(kind, "byte " + at, b -> b[at] ^= (byte) (1 << random.nextInt(8)));
  }

  private void scalar(Field field) {
    BigInteger value = integer(field.offset());
    for (BigInteger x = value.add(Fr.MODULUS); x.compareTo(LIMIT) < 0; x = x.add(Fr.MODULUS)) {
      replace("scalar + r", field, bytes(x));
    }
    replace("scalar changed", field, bytes(value.add(BigInteger.ONE).mod(Fr.MODULUS)));
    replace("scalar changed", field, new byte[32]);
    replace("scalar changed", field, FrElement.random(random).toBytes());
  }

  private void point(Field field) {
    BigInteger x = integer(field.offset());
    BigInteger y = integer(field.offset() + 32);
    replace("coordinate + q", field, concat(x.add(Fq.MODULUS), y));
    replace("coordinate + q", field, concat(x, y.add(Fq.MODULUS)));
    replace("off the curve", field, concat(x, y.add(BigInteger.ONE).mod(Fq.MODULUS)));
    replace("off the curve", field, concat(x.add(BigInteger.ONE).mod(Fq.MODULUS), y));
    replace("odd infinity", field, concat(BigInteger.ZERO, BigInteger.ONE));
    replace("odd infinity", field, concat(Fq.MODULUS, Fq.MODULUS));
    replace("odd infinity", field, concat(BigInteger.ZERO, Fq.MODULUS));
    replace("odd infinity", field, concat(LIMIT.subtract(BigInteger.ONE), BigInteger.ZERO));
    replace("point changed", field, new byte[64]);
    replace("point changed", field, G1Point.GENERATOR.toBytes());
    if (y.signum() != 0) {
      replace("point negated", field, concat(x, Fq.MODULUS.subtract(y)));
    }
  }

  private void swaps() {
    for (int i = 0; i < fields.size(); i++) {
      for (int j = i + 1; j < Math.min(i + 3, fields.size()); j++) {
        Field a = fields.get(i);
        Field b = fields.get(j);
        if (a.kind() == b.kind()) {
          damage(
              "elements swapped",
              a.name() + " and " + b.name(),
              bytes -> {
                System.arraycopy(proof, a.offset(), bytes, b.offset(), a.kind().bytes());
                System.arraycopy(proof, b.offset(), bytes, a.offset(), a.kind().bytes());
              });
        }
      }
    }
  }

  private void lengths() {
    for (int length : new int[] {0, 1, 31, proof.length / 2, proof.length - 32, proof.length - 1}) {
      if (length >= 0 && length < proof.length) {
        byte[] shorter = Arrays.copyOf(proof, length);
        tell("truncated", "to " + length + " bytes", () -> verify.apply(shorter));
      }
    }
    for (int more : new int[] {1, 32, 64, proof.length}) {
      byte[] longer = Arrays.copyOf(proof, proof.length + more);
      tell("extended", "by " + more + " bytes", () -> verify.apply(longer));
    }
    tell("replaced", "by zeros", () -> verify.apply(new byte[proof.length]));
  }

  private void replace(String kind, Field field, byte[] replacement) {
    damage(
        kind,
        field.name() + " at " + field.offset(),
        b -> System.arraycopy(replacement, 0, b, field.offset(), replacement.length));
  }

  private void damage(String kind, String place, Consumer<byte[]> change) {
    byte[] damaged = proof.clone();
    change.accept(damaged);
    if (!Arrays.equals(damaged, proof)) {
      tell(kind, place, () -> verify.apply(damaged));
    }
  }

  private void tell(String kind, String lie, Supplier<Verdict> verification) {
    told.merge(kind, 1, Integer::sum);
    try {
      switch (verification.get()) {
        case Verdict.Accepted() -> problems.add(kind + ", " + lie + ": accepted");
        case Verdict.Rejected(String reason) -> {
          if (reason == null || reason.isBlank()) {
            problems.add(kind + ", " + lie + ": rejected without a reason");
          }
        }
      }
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      problems.add(kind + ", " + lie + ": threw " + e); // what must not happen is reported
    }
  }

  private BigInteger integer(int offset) {
    return new BigInteger(1, proof, offset, 32);
  }

  private static byte[] concat(BigInteger x, BigInteger y) {
    byte[] result = Arrays.copyOf(bytes(x), 64);
    System.arraycopy(bytes(y), 0, result, 32, 32);
    return result;
  }

  private static byte[] bytes(BigInteger value) {
    if (value.signum() < 0 || value.compareTo(LIMIT) >= 0) {
      throw new IllegalArgumentException("does not fit 32 bytes: " + value);
    }
    byte[] raw = value.toByteArray();
    byte[] result = new byte[32];
    int length = Math.min(32, raw.length);
    System.arraycopy(raw, raw.length - length, result, 32 - length, length);
    return result;
  }
}
