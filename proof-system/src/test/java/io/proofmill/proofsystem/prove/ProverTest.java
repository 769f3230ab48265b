package io.proofmill.proofsystem.prove;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.algebra.G1Point;
import io.proofmill.proofsystem.key.Engines;
import io.proofmill.proofsystem.key.KeyGenerator;
import io.proofmill.proofsystem.key.ProvingKey;
import io.proofmill.proofsystem.table.Range16Table;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.constraint.Column;
import io.proofmill.verifier.constraint.DefinedTable;
import io.proofmill.verifier.constraint.TableBuilder;
import io.proofmill.verifier.constraint.TableDefinition;
import io.proofmill.verifier.protocol.BusChallenges;
import io.proofmill.verifier.protocol.NativeArithmetic;
import io.proofmill.verifier.protocol.NativeVerifier;
import io.proofmill.verifier.protocol.ProofShape;
import io.proofmill.verifier.protocol.ProofShape.Binding;
import io.proofmill.verifier.protocol.ProofShape.TableShape;
import io.proofmill.verifier.protocol.ProofVerifier;
import io.proofmill.verifier.protocol.TranscriptHash;
import io.proofmill.verifier.protocol.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProverTest {
  private static final Engines ENGINES = TestEngines.small();
  private static final BusChallenges<FrElement> GLOBAL =
      new BusChallenges<>(FrElement.of(-987654321).pow(7), FrElement.of(-123456789).pow(9));

  /// The two-table example with its key and witness.
  private record Setting(
      ProvingKey key,
      List<TableWitness> witness,
      List<FrElement> publicValues,
      DefinedTable<Examples.Chain.Columns> chain,
      DefinedTable<Examples.Products.Columns> products) {

    static Setting of(
        Binding binding, int degree, int packing, int logHeight, int productsLogHeight) {
      Examples.Chain chain = new Examples.Chain(degree, packing);
      Examples.Products products = new Examples.Products(degree, packing);
      DefinedTable<Examples.Chain.Columns> chainTable = chain.compile();
      DefinedTable<Examples.Products.Columns> productsTable = products.compile();
      TableWitness chainWitness = chain.witness(chainTable, logHeight, 3, 5);
      TableWitness productsWitness =
          products.witness(productsTable, productsLogHeight, chainTable, chainWitness);
      ProofShape shape =
          new ProofShape(
              List.of(
                  new TableShape(chainTable.air(), logHeight),
                  new TableShape(productsTable.air(), productsLogHeight)),
              binding == Binding.CLOSED ? 2 : 0,
              binding);
      FrElement last = chainWitness.get(chainWitness.height() - 1, chainTable.columns().b());
      return new Setting(
          KeyGenerator.generate(shape, List.of(chain.fixed(logHeight), List.of()), ENGINES),
          List.of(chainWitness, productsWitness),
          binding == Binding.CLOSED ? List.of(FrElement.of(3), last) : List.of(),
          chainTable,
          productsTable);
    }

    FinishedProof prove() {
      return new Prover(key, ENGINES).proveClosed(witness, publicValues);
    }

    Verdict verify(List<FrElement> values, byte[] proof) {
      return NativeVerifier.verify(
          key.verifyingKey(), ENGINES.commitments().srs().tauG2(), values, Optional.empty(), proof);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, 1, 1",
    "2, 2, 1, 2",
    "2, 4, 3, 3",
    "3, 1, 1, 1",
    "3, 8, 4, 5",
    "3, 2, 2, 2",
    "5, 1, 1, 2",
    "5, 4, 2, 2",
    "5, 16, 5, 6",
    "5, 8, 8, 9"
  })
  void aClosedProofOfTwoTablesVerifies(
      int degree, int packing, int logHeight, int productsLogHeight) {
    Setting s = Setting.of(Binding.CLOSED, degree, packing, logHeight, productsLogHeight);
    FinishedProof proof = s.prove();
    assertInstanceOf(Verdict.Accepted.class, s.verify(s.publicValues, proof.bytes()));
    assertTrue(proof.sum().isZero());
  }

  @Test
  void aProofWithAKeccakTranscriptVerifiesUnderThatHashAlone() {
    Setting s = Setting.of(Binding.CLOSED, 3, 4, 3, 3);
    FinishedProof proof =
        new Prover(s.key, ENGINES, PhaseListener.NONE, TranscriptHash.KECCAK)
            .proveClosed(s.witness, s.publicValues);
    NativeVerifier.Reduction reduction =
        NativeVerifier.reduce(
            TranscriptHash.KECCAK,
            s.key.verifyingKey(),
            s.publicValues,
            Optional.empty(),
            proof.bytes());
    NativeVerifier.Reduction.Reduced reduced =
        assertInstanceOf(NativeVerifier.Reduction.Reduced.class, reduction);
    assertTrue(reduced.accumulator().holds(ENGINES.commitments().srs().tauG2()));
    assertInstanceOf(Verdict.Rejected.class, s.verify(s.publicValues, proof.bytes()));
  }

  @Test
  void aWrongPublicValueIsRejected() {
    Setting s = Setting.of(Binding.CLOSED, 3, 4, 3, 3);
    byte[] proof = s.prove().bytes();
    List<FrElement> wrong = List.of(s.publicValues.get(0), FrElement.of(7));
    assertInstanceOf(Verdict.Rejected.class, s.verify(wrong, proof));
  }

  @Test
  void aFlippedBitAnywhereIsRejected() {
    Setting s = Setting.of(Binding.CLOSED, 3, 4, 2, 2);
    byte[] proof = s.prove().bytes();
    for (int i = 0; i < proof.length; i += 31) {
      byte[] changed = proof.clone();
      changed[i] ^= 1;
      assertInstanceOf(Verdict.Rejected.class, s.verify(s.publicValues, changed), "byte " + i);
    }
  }

  @Test
  void r22_zeroColumnsAreCommittedAsInfinityAndProven() {
    // With packing 1 the zero column and the blank fixed column are commitments of their own.
    Setting s = Setting.of(Binding.CLOSED, 3, 1, 3, 3);
    FinishedProof proof = s.prove();
    assertTrue(proof.data().main().stream().anyMatch(G1Point::isInfinity));
    assertTrue(s.key.verifyingKey().fixedCommitments().stream().anyMatch(G1Point::isInfinity));
    assertInstanceOf(Verdict.Accepted.class, s.verify(s.publicValues, proof.bytes()));
  }

  @Test
  void aTableWithoutMessagesIsProven() {
    TableDefinition<Column> definition =
        new TableDefinition<>() {
          @Override
          public String name() {
            return "SQUARES";
          }

          @Override
          public int degree() {
            return 3;
          }

          @Override
          public int packing() {
            return 2;
          }

          @Override
          public Column layout(TableBuilder t) {
            return t.main("value");
          }

          @Override
          public void constrain(TableBuilder t, Column value) {
            t.assertZero("square", t.isTransition().times(value.next().minus(value.square())));
          }
        };
    DefinedTable<Column> table = definition.compile();
    TableWitness w = new TableWitness(table.air(), 4, List.of());
    FrElement value = FrElement.of(3);
    for (int row = 0; row < 16; row++) {
      w.set(row, table.columns(), value);
      value = value.square();
    }
    ProofShape shape = new ProofShape(List.of(new TableShape(table.air(), 4)), 0, Binding.CLOSED);
    ProvingKey key = KeyGenerator.generate(shape, List.of(List.of()), ENGINES);
    assertTrue(new Prover(key, ENGINES).proveClosed(List.of(w), List.of()).sum().isZero());
    w.set(9, table.columns(), 3);
    assertThrows(
        UnsatisfiedException.class,
        () -> new Prover(key, ENGINES).proveClosed(List.of(w), List.of()));
  }

  @Test
  void rangeLookupsOfSeveralTablesCloseAgainstRange16() {
    TableDefinition<Column[]> definition =
        new TableDefinition<>() {
          @Override
          public String name() {
            return "LIMBS";
          }

          @Override
          public int degree() {
            return 5;
          }

          @Override
          public int packing() {
            return 4;
          }

          @Override
          public Column[] layout(TableBuilder t) {
            return t.main("limb", 6);
          }

          @Override
          public void constrain(TableBuilder t, Column[] limbs) {
            for (Column limb : limbs) {
              t.range16("range " + limb.name(), limb);
            }
          }
        };
    DefinedTable<Column[]> table = definition.compile();
    List<TableWitness> witness = new ArrayList<>();
    for (int logHeight = 2; logHeight < 5; logHeight++) {
      TableWitness w = new TableWitness(table.air(), logHeight, List.of());
      for (int row = 0; row < w.height(); row++) {
        for (int i = 0; i < 6; i++) {
          w.set(row, table.columns()[i], (row * 7919L + i * 104729L) & 0xffff);
        }
      }
      witness.add(w);
    }
    witness.add(Range16Table.witness(witness));
    ProofShape shape =
        new ProofShape(
            witness.stream().map(w -> new TableShape(w.air(), w.logHeight())).toList(),
            0,
            Binding.CLOSED);
    ProvingKey key =
        KeyGenerator.generate(shape, witness.stream().map(TableWitness::fixed).toList(), ENGINES);
    assertTrue(new Prover(key, ENGINES).proveClosed(witness, List.of()).sum().isZero());

    witness.get(1).set(3, table.columns()[2], 65536);
    Range16Table.fill(witness.get(3), witness);
    UnsatisfiedException e =
        assertThrows(
            UnsatisfiedException.class,
            () -> new Prover(key, ENGINES).proveClosed(witness, List.of()));
    assertEquals(Set.of("bus RANGE16"), e.report().labels());
  }

  @Test
  void phasesAreReportedInOrderWithTheirCells() {
    Setting s = Setting.of(Binding.CLOSED, 3, 4, 3, 4);
    List<ProverPhase> phases = new ArrayList<>();
    List<Long> cells = new ArrayList<>();
    new Prover(
            s.key,
            ENGINES,
            (phase, count, nanos) -> {
              phases.add(phase);
              cells.add(count);
              assertTrue(nanos > 0);
            })
        .proveClosed(s.witness, s.publicValues);
    assertEquals(List.of(ProverPhase.values()), phases);
    assertEquals(5 * 8 + 4 * 16, cells.get(0)); // main columns
    assertEquals(2 * 8 + 16, cells.get(1)); // CHAIN: a helper and the sum; PRODUCTS: the sum
    assertEquals(2 * (8 + 16), cells.get(2)); // two chunks each
    assertEquals(2 * 8 + 40 + 64 + 32 + 48, cells.get(3)); // fixed columns too
  }

  @Test
  void anOpenProofExposesTheSumOfItsMessages() {
    Setting s = Setting.of(Binding.OPEN, 5, 8, 4, 4);
    Prover prover = new Prover(s.key, ENGINES);
    FinishedProof proof = prover.prove(prover.commitMain(s.witness), GLOBAL);
    // The products cancel; what the table takes from PUBLIC remains.
    FrElement expected =
        term(0, FrElement.of(3))
            .plus(term(1, s.witness.get(0).get(15, s.chain.columns().b())))
            .negate();
    assertEquals(expected, proof.sum());
    Verdict verdict =
        NativeVerifier.verify(
            s.key.verifyingKey(),
            ENGINES.commitments().srs().tauG2(),
            List.of(),
            Optional.of(GLOBAL),
            proof.bytes());
    assertInstanceOf(Verdict.Accepted.class, verdict);
    BusChallenges<FrElement> other = new BusChallenges<>(GLOBAL.beta(), GLOBAL.alpha());
    assertInstanceOf(
        Verdict.Rejected.class,
        NativeVerifier.verify(
            s.key.verifyingKey(),
            ENGINES.commitments().srs().tauG2(),
            List.of(),
            Optional.of(other),
            proof.bytes()));
  }

  private static FrElement term(long index, FrElement value) {
    return ProofVerifier.messageTerm(
        new NativeArithmetic(), GLOBAL, Bus.PUBLIC, List.of(FrElement.of(index), value));
  }

  @Test
  void keysAreDeterministicAndBindTheFixedColumns() {
    Setting first = Setting.of(Binding.CLOSED, 3, 4, 3, 3);
    Setting second = Setting.of(Binding.CLOSED, 3, 4, 3, 3);
    assertEquals(first.key.verifyingKey().digest(), second.key.verifyingKey().digest());
    FrVector k = new Examples.Chain(3, 4).fixed(3).getFirst();
    k.setLong(5, 99);
    ProvingKey other =
        KeyGenerator.generate(
            first.key.shape(), List.of(List.of(k, FrVector.zero(8)), List.of()), ENGINES);
    assertNotEquals(first.key.verifyingKey().digest(), other.verifyingKey().digest());
  }

  @Test
  void aRestoredKeyProvesLikeTheGeneratedOne() {
    Setting s = Setting.of(Binding.CLOSED, 3, 4, 3, 3);
    List<List<FrVector>> fixed = List.of(new Examples.Chain(3, 4).fixed(3), List.of());
    ProvingKey restored = KeyGenerator.restore(s.key.verifyingKey(), fixed, ENGINES);
    FinishedProof proof = new Prover(restored, ENGINES).proveClosed(s.witness, s.publicValues);
    assertArrayEquals(s.prove().bytes(), proof.bytes());
  }

  @Test
  void aViolatedConstraintIsNamed() {
    Setting s = Setting.of(Binding.CLOSED, 3, 4, 3, 3);
    s.witness.get(0).set(6, s.chain.columns().power(), 1);
    UnsatisfiedException e = assertThrows(UnsatisfiedException.class, s::prove);
    assertEquals(Set.of("CHAIN.power"), e.report().labels());
    assertEquals(6, e.report().failures().getFirst().row());
    // What refused it is the verifier, run on the finished proof.
    assertTrue(e.getMessage().startsWith("constraints of CHAIN do not hold"), e.getMessage());
    assertTrue(e.getMessage().contains("CHAIN.power"), e.getMessage());
  }

  @Test
  void aViolatedNextRowConstraintIsNamed() {
    Setting s = Setting.of(Binding.OPEN, 3, 4, 3, 3);
    s.witness.get(0).set(4, s.chain.columns().b(), 1);
    Prover prover = new Prover(s.key, ENGINES);
    UnsatisfiedException e =
        assertThrows(
            UnsatisfiedException.class, () -> prover.prove(prover.commitMain(s.witness), GLOBAL));
    // The shard's own PRODUCT bus is out of balance too, which is no fault of an open proof.
    assertTrue(e.report().labels().contains("CHAIN.step"), e.getMessage());
    assertFalse(e.report().labels().contains("bus PRODUCT"), e.getMessage());
  }

  @Test
  void anUnbalancedBusIsNamed() {
    Setting s = Setting.of(Binding.CLOSED, 3, 4, 3, 3);
    s.witness.get(1).set(2, s.products.columns().count(), 2);
    UnsatisfiedException e = assertThrows(UnsatisfiedException.class, s::prove);
    assertEquals(Set.of("bus PRODUCT"), e.report().labels());
  }

  @Test
  void anotherTablesWitnessIsRefusedBeforeAnyWork() {
    Setting s = Setting.of(Binding.CLOSED, 3, 4, 3, 3);
    Setting taller = Setting.of(Binding.CLOSED, 3, 4, 4, 4);
    Prover prover = new Prover(s.key, ENGINES);
    assertThrows(
        IllegalArgumentException.class, () -> prover.proveClosed(taller.witness, s.publicValues));
    assertThrows(IllegalArgumentException.class, () -> prover.proveClosed(s.witness, List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> prover.prove(prover.commitMain(s.witness), GLOBAL));
  }
}
