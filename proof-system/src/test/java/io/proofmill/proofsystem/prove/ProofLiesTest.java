package io.proofmill.proofsystem.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.proofsystem.key.Engines;
import io.proofmill.proofsystem.key.KeyGenerator;
import io.proofmill.proofsystem.key.ProvingKey;
import io.proofmill.proofsystem.lie.ProofLies;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.DefinedTable;
import io.proofmill.verifier.protocol.BusChallenges;
import io.proofmill.verifier.protocol.NativeVerifier;
import io.proofmill.verifier.protocol.ProofCodec;
import io.proofmill.verifier.protocol.ProofCodec.Field;
import io.proofmill.verifier.protocol.ProofCodec.Kind;
import io.proofmill.verifier.protocol.ProofShape;
import io.proofmill.verifier.protocol.ProofShape.Binding;
import io.proofmill.verifier.protocol.ProofShape.TableShape;
import io.proofmill.verifier.protocol.Verdict;
import io.proofmill.verifier.protocol.VerifyingKey;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Forged and damaged proofs (SOUNDNESS item 6), each refused with a reason and never an exception.
class ProofLiesTest {
  private static final Engines ENGINES = TestEngines.small();
  private static final Examples.Chain CHAIN = new Examples.Chain(3, 4);
  private static final Examples.Products PRODUCTS = new Examples.Products(3, 4);
  private static final DefinedTable<Examples.Chain.Columns> CHAIN_TABLE = CHAIN.compile();
  private static final DefinedTable<Examples.Products.Columns> PRODUCTS_TABLE = PRODUCTS.compile();
  private static final ProofShape SHAPE =
      new ProofShape(
          List.of(new TableShape(CHAIN_TABLE.air(), 2), new TableShape(PRODUCTS_TABLE.air(), 2)),
          2,
          Binding.CLOSED);
  private static final ProvingKey KEY =
      KeyGenerator.generate(SHAPE, List.of(CHAIN.fixed(2), List.of()), ENGINES);
  private static final List<TableWitness> WITNESS = witness(3);
  private static final List<FrElement> VALUES = publicValues(WITNESS);
  private static final byte[] PROOF = new Prover(KEY, ENGINES).proveClosed(WITNESS, VALUES).bytes();

  private static List<TableWitness> witness(long start) {
    TableWitness chain = CHAIN.witness(CHAIN_TABLE, 2, start, 5);
    return List.of(chain, PRODUCTS.witness(PRODUCTS_TABLE, 2, CHAIN_TABLE, chain));
  }

  private static List<FrElement> publicValues(List<TableWitness> witness) {
    TableWitness chain = witness.getFirst();
    return List.of(
        chain.get(0, CHAIN_TABLE.columns().a()), chain.get(3, CHAIN_TABLE.columns().b()));
  }

  private static Verdict verify(VerifyingKey key, List<FrElement> values, byte[] proof) {
    return NativeVerifier.verify(
        key, ENGINES.commitments().srs().tauG2(), values, Optional.empty(), proof);
  }

  private static void assertRejected(String lie, byte[] proof) {
    Verdict verdict = verify(KEY.verifyingKey(), VALUES, proof);
    Verdict.Rejected rejected = assertInstanceOf(Verdict.Rejected.class, verdict, lie);
    assertTrue(!rejected.reason().isBlank(), lie);
  }

  @Test
  void theHonestProofIsAccepted() {
    assertTrue(verify(KEY.verifyingKey(), VALUES, PROOF).isAccepted());
    assertEquals(ProofCodec.length(SHAPE), PROOF.length);
  }

  @Test
  void everyKindOfDamageIsRejectedWithAReason() {
    lies().sampled().publicValues(VALUES, ProofLiesTest::verifyValues).assertAllRejected();
  }

  @Test
  @Tag("exhaustive")
  void everyFlippedByteIsRejectedWithAReason() {
    lies().exhaustive().assertAllRejected();
  }

  private static ProofLies lies() {
    return new ProofLies(
        PROOF, ProofCodec.fields(SHAPE), proof -> verify(KEY.verifyingKey(), VALUES, proof));
  }

  private static Verdict verifyValues(List<FrElement> values) {
    return verify(KEY.verifyingKey(), values, PROOF);
  }

  @Test
  void everyElementPlusOneIsRejected() {
    for (Field field : ProofCodec.fields(SHAPE)) {
      if (field.kind() == Kind.SCALAR) {
        FrElement value = FrElement.fromCanonicalBytes(PROOF, field.offset()).orElseThrow();
        assertRejected(
            field.name() + " + 1", with(field.offset(), value.plus(FrElement.ONE).toBytes()));
      } else {
        G1Point point = G1Point.fromCanonicalBytes(PROOF, field.offset()).orElseThrow();
        assertRejected(
            field.name() + " + G", with(field.offset(), point.plus(G1Point.GENERATOR).toBytes()));
        if (!point.isInfinity()) {
          assertRejected("−" + field.name(), with(field.offset(), point.negate().toBytes()));
          assertRejected(
              field.name() + " at infinity", with(field.offset(), G1Point.INFINITY.toBytes()));
        }
      }
    }
  }

  @Test
  void everyBitOfARandomByteOfEveryFieldIsGuarded() {
    SplittableRandom random = new SplittableRandom(7);
    for (Field field : ProofCodec.fields(SHAPE)) {
      int at = field.offset() + random.nextInt(field.kind().bytes());
      byte[] changed = PROOF.clone();
      changed[at] ^= (byte) (1 << random.nextInt(8));
      assertRejected(field.name() + " byte " + at, changed);
    }
  }

  @Test
  void nonCanonicalScalarsAreRejected() {
    for (Field field : ProofCodec.fields(SHAPE)) {
      if (field.kind() == Kind.SCALAR) {
        BigInteger value =
            new BigInteger(1, Arrays.copyOfRange(PROOF, field.offset(), field.offset() + 32));
        assertRejected(field.name() + " + r", with(field.offset(), bytes(value.add(Fr.MODULUS))));
      }
    }
  }

  @Test
  void r22_infinityHasOneEncodingAndPointsLieOnTheCurve() {
    for (Field field : ProofCodec.fields(SHAPE)) {
      if (field.kind() == Kind.POINT) {
        byte[] oddInfinity = new byte[64];
        oddInfinity[63] = 1;
        assertRejected(field.name() + " = (0, 1)", with(field.offset(), oddInfinity));
        byte[] ones = new byte[64];
        Arrays.fill(ones, (byte) 0xff);
        assertRejected(field.name() + " beyond q", with(field.offset(), ones));
      }
    }
  }

  @Test
  void swappedElementsAreRejected() {
    List<Field> fields = ProofCodec.fields(SHAPE);
    for (int i = 0; i + 1 < fields.size(); i++) {
      Field a = fields.get(i);
      Field b = fields.get(i + 1);
      byte[] changed = PROOF.clone();
      if (a.kind() == b.kind()) {
        System.arraycopy(PROOF, a.offset(), changed, b.offset(), a.kind().bytes());
        System.arraycopy(PROOF, b.offset(), changed, a.offset(), b.kind().bytes());
      }
      if (!Arrays.equals(changed, PROOF)) {
        assertRejected(a.name() + " swapped with " + b.name(), changed);
      }
    }
  }

  @Test
  void truncatedAndExtendedProofsAreRejected() {
    assertRejected("empty", new byte[0]);
    assertRejected("one byte short", Arrays.copyOf(PROOF, PROOF.length - 1));
    assertRejected("one byte long", Arrays.copyOf(PROOF, PROOF.length + 1));
    assertRejected("twice", Arrays.copyOf(PROOF, 2 * PROOF.length));
    assertRejected("zeros", new byte[PROOF.length]);
  }

  @Test
  void everyPublicValueIsBound() {
    for (int i = 0; i < VALUES.size(); i++) {
      FrElement[] values = VALUES.toArray(FrElement[]::new);
      values[i] = values[i].plus(FrElement.ONE);
      assertInstanceOf(Verdict.Rejected.class, verify(KEY.verifyingKey(), List.of(values), PROOF));
    }
    assertInstanceOf(Verdict.Rejected.class, verify(KEY.verifyingKey(), VALUES.reversed(), PROOF));
    assertInstanceOf(
        Verdict.Rejected.class, verify(KEY.verifyingKey(), VALUES.subList(0, 1), PROOF));
  }

  @Test
  void aProofOfOtherValuesDoesNotServe() {
    List<TableWitness> other = witness(4);
    FinishedProof proof = new Prover(KEY, ENGINES).proveClosed(other, publicValues(other));
    assertTrue(verify(KEY.verifyingKey(), publicValues(other), proof.bytes()).isAccepted());
    assertRejected("another statement's proof", proof.bytes());
  }

  @Test
  void r04_aKeyWithOtherFixedColumnsOrAnotherSrsRejects() {
    List<G1Point> commitments =
        KEY.verifyingKey().fixedCommitments().stream().map(p -> p.plus(G1Point.GENERATOR)).toList();
    VerifyingKey otherColumns = new VerifyingKey(KEY.verifyingKey().srsId(), SHAPE, commitments);
    assertInstanceOf(Verdict.Rejected.class, verify(otherColumns, VALUES, PROOF));
    byte[] srsId = KEY.verifyingKey().srsId();
    srsId[0] ^= 1;
    VerifyingKey otherSrs = new VerifyingKey(srsId, SHAPE, KEY.verifyingKey().fixedCommitments());
    assertInstanceOf(Verdict.Rejected.class, verify(otherSrs, VALUES, PROOF));
  }

  @Test
  void globalChallengesDoNotFitAClosedProof() {
    BusChallenges<FrElement> challenges = new BusChallenges<>(FrElement.of(8), FrElement.of(9));
    // The caller's mistake, not the proof's.
    assertThrows(
        IllegalArgumentException.class,
        () ->
            NativeVerifier.verify(
                KEY.verifyingKey(),
                ENGINES.commitments().srs().tauG2(),
                VALUES,
                Optional.of(challenges),
                PROOF));
  }

  private static byte[] with(int offset, byte[] replacement) {
    byte[] changed = PROOF.clone();
    System.arraycopy(replacement, 0, changed, offset, replacement.length);
    return changed;
  }

  private static byte[] bytes(BigInteger value) {
    byte[] out = new byte[32];
    byte[] raw = value.toByteArray();
    int length = Math.min(raw.length, 32);
    System.arraycopy(raw, raw.length - length, out, 32 - length, length);
    return out;
  }
}
