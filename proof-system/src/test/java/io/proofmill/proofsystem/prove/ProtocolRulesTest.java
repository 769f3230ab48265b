package io.proofmill.proofsystem.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.proofsystem.key.Engines;
import io.proofmill.proofsystem.key.KeyGenerator;
import io.proofmill.proofsystem.key.ProvingKey;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Column;
import io.proofmill.verifier.constraint.DefinedTable;
import io.proofmill.verifier.constraint.TableBuilder;
import io.proofmill.verifier.constraint.TableDefinition;
import io.proofmill.verifier.protocol.BusChallenges;
import io.proofmill.verifier.protocol.NativeArithmetic;
import io.proofmill.verifier.protocol.NativeVerifier;
import io.proofmill.verifier.protocol.ProofCodec;
import io.proofmill.verifier.protocol.ProofCodec.Decoded;
import io.proofmill.verifier.protocol.ProofCodec.Field;
import io.proofmill.verifier.protocol.ProofCodec.Kind;
import io.proofmill.verifier.protocol.ProofData;
import io.proofmill.verifier.protocol.ProofShape;
import io.proofmill.verifier.protocol.ProofShape.Binding;
import io.proofmill.verifier.protocol.ProofShape.TableShape;
import io.proofmill.verifier.protocol.ProofSteps;
import io.proofmill.verifier.protocol.ProofVerifier;
import io.proofmill.verifier.protocol.Verdict;
import io.proofmill.verifier.protocol.VerifierArithmetic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The rules of DESIGN §10 that a single proof answers for, each under its attack.
class ProtocolRulesTest {
  private static final Engines ENGINES = TestEngines.small();
  private static final BusChallenges<FrElement> GLOBAL =
      new BusChallenges<>(FrElement.of(1234567).pow(11), FrElement.of(7654321).pow(13));

  /// One column that doubles from row to row, the last row included or not.
  private record Doubling(boolean cyclic) implements TableDefinition<Column> {
    @Override
    public String name() {
      return "DOUBLING";
    }

    @Override
    public int degree() {
      return 3;
    }

    @Override
    public int packing() {
      return 1;
    }

    @Override
    public Column layout(TableBuilder t) {
      return t.main("value");
    }

    @Override
    public void constrain(TableBuilder t, Column value) {
      if (cyclic) {
        t.assertEqual("double", value.next(), value.times(2));
      } else {
        t.assertZero("double", t.isTransition().times(value.next().minus(value.times(2))));
      }
    }
  }

  private static final ProofShape SHAPE = shape(new Doubling(false).compile());
  private static final ProvingKey KEY = key(SHAPE);
  private static final byte[] PROOF = prove(KEY, new Doubling(false).compile()).bytes();

  private static ProofShape shape(DefinedTable<Column> table) {
    return new ProofShape(List.of(new TableShape(table.air(), 3)), 0, Binding.OPEN);
  }

  private static ProvingKey key(ProofShape shape) {
    return KeyGenerator.generate(shape, List.of(List.of()), ENGINES);
  }

  private static FinishedProof prove(ProvingKey key, DefinedTable<Column> table) {
    TableWitness witness = new TableWitness(table.air(), 3, List.of());
    for (int row = 0; row < 8; row++) {
      witness.set(row, table.columns(), 5L << row);
    }
    Prover prover = new Prover(key, ENGINES);
    return prover.prove(prover.commitMain(List.of(witness)), GLOBAL);
  }

  /// The challenges that a proof's elements lead to.
  private static List<FrElement> challenges(
      BusChallenges<FrElement> global, FrElement digest, ProofData<FrElement, G1Point> proof) {
    ProofSteps<FrElement, G1Point> steps = new ProofSteps<>(new NativeArithmetic());
    List<FrElement> out = new ArrayList<>();
    steps.main(Binding.OPEN, digest, List.of(), proof.main(), Optional.of(global));
    out.add(steps.aux(proof.aux(), proof.sums()));
    out.add(steps.quotient(proof.quotient()));
    out.add(steps.evaluations(proof.evaluations()));
    out.add(steps.w(proof.w()));
    out.add(steps.wPrime(proof.wPrime()));
    return out;
  }

  private static ProofData<FrElement, G1Point> decode(byte[] bytes) {
    return assertInstanceOf(Decoded.Proof.class, ProofCodec.decode(SHAPE, bytes)).data();
  }

  @Test
  void r03_everyElementOfAProofIsAbsorbedWAndWPrimeIncluded() {
    FrElement digest = KEY.verifyingKey().digest();
    List<FrElement> honest = challenges(GLOBAL, digest, decode(PROOF));
    for (Field field : ProofCodec.fields(SHAPE)) {
      byte[] changed = PROOF.clone();
      byte[] replacement =
          field.kind() == Kind.SCALAR
              ? FrElement.of(42).toBytes()
              : G1Point.GENERATOR.times(FrElement.of(42)).toBytes();
      System.arraycopy(replacement, 0, changed, field.offset(), replacement.length);
      List<FrElement> altered = challenges(GLOBAL, digest, decode(changed));
      assertNotEquals(honest.getLast(), altered.getLast(), field.name());
    }
    assertNotEquals(
        honest.getFirst(),
        challenges(GLOBAL, digest.plus(FrElement.ONE), decode(PROOF)).getFirst());
  }

  @Test
  void r27_globalChallengesAreAbsorbedBeforeAnythingIsDrawn() {
    FrElement digest = KEY.verifyingKey().digest();
    FrElement honest = challenges(GLOBAL, digest, decode(PROOF)).getFirst();
    for (BusChallenges<FrElement> other :
        List.of(
            new BusChallenges<>(GLOBAL.alpha().plus(FrElement.ONE), GLOBAL.beta()),
            new BusChallenges<>(GLOBAL.alpha(), GLOBAL.beta().plus(FrElement.ONE)))) {
      assertNotEquals(honest, challenges(other, digest, decode(PROOF)).getFirst());
      Verdict verdict =
          NativeVerifier.verify(
              KEY.verifyingKey(),
              ENGINES.commitments().srs().tauG2(),
              List.of(),
              Optional.of(other),
              PROOF);
      assertInstanceOf(Verdict.Rejected.class, verdict);
    }
  }

  @Test
  void r28_nextRowConstraintsAreCyclicUnlessASelectorSaysOtherwise() {
    assertEquals(ProofCodec.length(SHAPE), PROOF.length); // the last row is free
    DefinedTable<Column> cyclic = new Doubling(true).compile();
    ProvingKey key = key(shape(cyclic));
    UnsatisfiedException e = assertThrows(UnsatisfiedException.class, () -> prove(key, cyclic));
    assertEquals(7, e.report().failures().getFirst().row());
  }

  @Test
  void r29_degenerateChallengesAreRejectedNotDividedBy() {
    assertRefused("zeta is zero", FrElement.ZERO);
    assertRefused("zeta lies in a domain", FrElement.ONE);
    assertRefused("zeta lies in a domain", Fr.rootOfUnity(3));
    assertRefused("zeta lies in a domain", Fr.rootOfUnity(1));
  }

  private static void assertRefused(String reason, FrElement challenge) {
    ProofVerifier<FrElement, G1Point> verifier =
        new ProofVerifier<>(new RiggedArithmetic(challenge), SHAPE);
    RuntimeException e =
        assertThrows(
            RuntimeException.class,
            () ->
                verifier.verify(
                    KEY.verifyingKey().digest(),
                    List.of(),
                    List.of(),
                    Optional.of(GLOBAL),
                    decode(PROOF)));
    assertTrue(e.getMessage().contains(reason), e.toString());
  }

  /// Native arithmetic whose sponge yields one value for ever.
  private record RiggedArithmetic(FrElement challenge)
      implements VerifierArithmetic<FrElement, G1Point> {
    private static final NativeArithmetic NATIVE = new NativeArithmetic();

    @Override
    public List<FrElement> permute(List<FrElement> state) {
      return List.of(challenge, challenge, challenge);
    }

    @Override
    public FrElement constant(FrElement value) {
      return value;
    }

    @Override
    public FrElement add(FrElement left, FrElement right) {
      return NATIVE.add(left, right);
    }

    @Override
    public FrElement subtract(FrElement left, FrElement right) {
      return NATIVE.subtract(left, right);
    }

    @Override
    public FrElement multiply(FrElement left, FrElement right) {
      return NATIVE.multiply(left, right);
    }

    @Override
    public FrElement inverse(String reason, FrElement value) {
      return NATIVE.inverse(reason, value);
    }

    @Override
    public void assertEqual(String reason, FrElement left, FrElement right) {
      NATIVE.assertEqual(reason, left, right);
    }

    @Override
    public FrElement low128(FrElement value) {
      return NATIVE.low128(value);
    }

    @Override
    public List<FrElement> pack(G1Point point) {
      return NATIVE.pack(point);
    }

    @Override
    public G1Point generator() {
      return NATIVE.generator();
    }
  }
}
