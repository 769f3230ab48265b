package io.proofmill.proofsystem.prove;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.algebra.G1Point;
import io.proofmill.proofsystem.key.Engines;
import io.proofmill.proofsystem.key.ProvingKey;
import io.proofmill.proofsystem.key.ProvingKey.TableKey;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.protocol.BusChallenges;
import io.proofmill.verifier.protocol.ColumnGroup;
import io.proofmill.verifier.protocol.ColumnGroup.Phase;
import io.proofmill.verifier.protocol.NativeArithmetic;
import io.proofmill.verifier.protocol.NativeVerifier;
import io.proofmill.verifier.protocol.NativeVerifier.Reduction;
import io.proofmill.verifier.protocol.ProofCodec;
import io.proofmill.verifier.protocol.ProofData;
import io.proofmill.verifier.protocol.ProofShape;
import io.proofmill.verifier.protocol.ProofShape.Binding;
import io.proofmill.verifier.protocol.ProofShape.TableShape;
import io.proofmill.verifier.protocol.ProofSteps;
import io.proofmill.verifier.protocol.ProofVerifier;
import io.proofmill.verifier.protocol.TranscriptHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Proves that a witness satisfies the tables of a [ProvingKey] (DESIGN §3). Every proof is
/// verified before it is returned; a witness that does not satisfy its tables ends in
/// [UnsatisfiedException].
///
/// Thread-safe; a proof's own work is spread over the common pool.
public final class Prover {
  private final ProvingKey key;
  private final Engines engines;
  private final PhaseListener listener;
  private final TranscriptHash hash;
  private final ProofShape shape;
  private final List<ColumnGroup> groups;

  public Prover(ProvingKey key, Engines engines) {
    this(key, engines, PhaseListener.NONE);
  }

  public Prover(ProvingKey key, Engines engines, PhaseListener listener) {
    this(key, engines, listener, TranscriptHash.POSEIDON2);
  }

  /// @param hash of the proof's transcript: what the proof's verifier can afford
  public Prover(ProvingKey key, Engines engines, PhaseListener listener, TranscriptHash hash) {
    this.key = key;
    this.engines = engines;
    this.listener = listener;
    this.hash = hash;
    this.shape = key.shape();
    this.groups = shape.groups();
  }

  /// The first phase: commits to the main columns, straight from their values.
  public CommittedShard commitMain(List<TableWitness> witness) {
    checkShape(witness);
    long start = System.nanoTime();
    List<G1Point> commitments =
        commitValues(Phase.MAIN, witness.stream().map(TableWitness::main).toList());
    finished(ProverPhase.COMMIT, start, Phase.MAIN);
    return new CommittedShard(witness, commitments);
  }

  /// The second phase of an open proof, under the batch's challenges.
  public FinishedProof prove(CommittedShard committed, BusChallenges<FrElement> global) {
    return prove(committed, List.of(), global);
  }

  /// The second phase of an open proof that has values of its own, fixed before the challenges.
  public FinishedProof prove(
      CommittedShard committed, List<FrElement> publicValues, BusChallenges<FrElement> global) {
    requireBinding(Binding.OPEN);
    return prove(committed, publicValues, Optional.of(global));
  }

  /// A proof that stands alone: its challenges come from its own transcript, and its buses close.
  public FinishedProof proveClosed(List<TableWitness> witness, List<FrElement> publicValues) {
    requireBinding(Binding.CLOSED);
    return prove(commitMain(witness), publicValues, Optional.empty());
  }

  private void requireBinding(Binding binding) {
    if (shape.binding() != binding) {
      throw new IllegalArgumentException("the key is for " + shape.binding() + " proofs");
    }
  }

  private void checkShape(List<TableWitness> witness) {
    if (witness.size() != shape.tables().size()) {
      throw new IllegalArgumentException(
          "the key has " + shape.tables().size() + " tables, the witness " + witness.size());
    }
    for (int i = 0; i < witness.size(); i++) {
      TableShape expected = shape.tables().get(i);
      TableWitness table = witness.get(i);
      if (!table.air().name().equals(expected.air().name())
          || table.logHeight() != expected.logHeight()
          || table.main().size() != expected.air().mainColumns().size()
          || !table.fixed().equals(key.table(i).fixedValues())) {
        throw new IllegalArgumentException(
            String.format(
                "table %d of the witness is %s of 2^%d rows, of the key %s of 2^%d rows,"
                    + " with the same fixed columns",
                i,
                table.air().name(),
                table.logHeight(),
                expected.air().name(),
                expected.logHeight()));
      }
    }
  }

  private FinishedProof prove(
      CommittedShard committed,
      List<FrElement> publicValues,
      Optional<BusChallenges<FrElement>> global) {
    if (publicValues.size() != shape.publicValues()) {
      throw new IllegalArgumentException(
          shape.publicValues() + " public values expected, not " + publicValues.size());
    }
    ProofSteps<FrElement, G1Point> steps =
        new ProofSteps<>(new NativeArithmetic(), hash.newTranscript());
    BusChallenges<FrElement> challenges =
        steps.main(
            shape.binding(),
            key.verifyingKey().digest(),
            publicValues,
            committed.commitments(),
            global);

    long start = System.nanoTime();
    List<BusColumns> buses = busColumns(committed.tables(), challenges);
    List<FrElement> sums = new ArrayList<>();
    for (int i = 0; i < buses.size(); i++) {
      if (shape.tables().get(i).air().hasBus()) {
        sums.add(buses.get(i).sum());
      }
    }
    if (shape.binding() == Binding.CLOSED && !closes(sums, publicValues, challenges)) {
      throw Diagnosis.of(
          shape.binding(), committed.tables(), publicValues, "the bus sums do not close");
    }
    List<G1Point> aux = commitValues(Phase.AUX, buses.stream().map(BusColumns::columns).toList());
    finished(ProverPhase.AUX, start, Phase.AUX);
    FrElement combination = steps.aux(aux, sums);

    start = System.nanoTime();
    List<TableColumns> columns = new ArrayList<>();
    for (int i = 0; i < shape.tables().size(); i++) {
      columns.add(
          tableColumns(i, committed.tables().get(i), buses.get(i), challenges, combination));
    }
    List<G1Point> quotient = commitChunks(columns);
    finished(ProverPhase.QUOTIENT, start, Phase.QUOTIENT);
    FrElement zeta = steps.quotient(quotient);

    start = System.nanoTime();
    List<List<FrVector>> coefficients =
        groups.stream()
            .map(g ->
                g.columns().stream().map(columns.get(g.table()).phase(g.phase())::get).toList())
            .toList();
    Opening opening = new Opening(shape, groups, coefficients, zeta);
    List<List<FrElement>> evaluations = opening.evaluations();
    finished(ProverPhase.EVALUATE, start, Phase.values());
    FrElement gamma = steps.evaluations(evaluations);

    start = System.nanoTime();
    G1Point w = engines.commitments().commitCoefficients(opening.w(gamma));
    FrElement z = steps.w(w);
    G1Point wPrime = engines.commitments().commitCoefficients(opening.wPrime(z));
    finished(ProverPhase.OPEN, start, Phase.values());

    return verified(
        new ProofData<>(committed.commitments(), aux, sums, quotient, evaluations, w, wPrime),
        committed,
        publicValues,
        global);
  }

  private List<BusColumns> busColumns(
      List<TableWitness> tables, BusChallenges<FrElement> challenges) {
    List<BusColumns> buses = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      TableWitness table = tables.get(i);
      buses.add(
          table.air().hasBus()
              ? BusColumns.compute(table, key.table(i).programs(), challenges)
              : new BusColumns(List.of(), FrElement.ZERO));
    }
    return buses;
  }

  private static boolean closes(
      List<FrElement> sums, List<FrElement> publicValues, BusChallenges<FrElement> challenges) {
    FrElement total = FrElement.ZERO;
    for (FrElement sum : sums) {
      total = total.plus(sum);
    }
    NativeArithmetic arithmetic = new NativeArithmetic();
    for (int i = 0; i < publicValues.size(); i++) {
      List<FrElement> message = List.of(FrElement.of(i), publicValues.get(i));
      total = total.plus(ProofVerifier.messageTerm(arithmetic, challenges, Bus.PUBLIC, message));
    }
    return total.isZero();
  }

  /// Coefficients of a table's columns, phase by phase.
  private record TableColumns(
      List<FrVector> fixed, List<FrVector> main, List<FrVector> aux, List<FrVector> quotient) {
    List<FrVector> phase(Phase phase) {
      return switch (phase) {
        case FIXED -> fixed;
        case MAIN -> main;
        case AUX -> aux;
        case QUOTIENT -> quotient;
      };
    }
  }

  private TableColumns tableColumns(
      int index,
      TableWitness table,
      BusColumns bus,
      BusChallenges<FrElement> challenges,
      FrElement combination) {
    TableKey tableKey = key.table(index);
    Air air = table.air();
    List<FrVector> main = table.main().stream().map(FrVector::copy).toList();
    engines.ntt().inverse(main);
    List<FrVector> aux = bus.columns(); // their values are committed and not needed again
    engines.ntt().inverse(aux);
    List<FrVector> all = new ArrayList<>(tableKey.fixedCoefficients());
    all.addAll(main);
    all.addAll(aux);
    all.addAll(tableKey.selectorCoefficients());
    FrElement share = bus.sum().times(FrElement.of(table.height()).inverse());
    List<FrVector> chunks =
        new Quotient(engines.ntt())
            .chunks(
                tableKey.programs().constraints(),
                all,
                Quotient.parameters(challenges, share, combination, air),
                table.logHeight(),
                air.quotientChunks());
    return new TableColumns(tableKey.fixedCoefficients(), main, aux, chunks);
  }

  private List<G1Point> commitValues(Phase phase, List<List<FrVector>> columnsOfTable) {
    List<G1Point> commitments = new ArrayList<>();
    for (ColumnGroup group : groups) {
      if (group.phase() == phase) {
        List<FrVector> columns = columnsOfTable.get(group.table());
        commitments.add(
            engines
                .commitments()
                .commitEvaluations(
                    shape.tables().get(group.table()).logHeight(),
                    group.t(),
                    group.columns().stream().map(columns::get).toList()));
      }
    }
    return commitments;
  }

  private List<G1Point> commitChunks(List<TableColumns> columns) {
    List<G1Point> commitments = new ArrayList<>();
    for (ColumnGroup group : groups) {
      if (group.phase() == Phase.QUOTIENT) {
        List<FrVector> chunks = columns.get(group.table()).quotient();
        int height = 1 << shape.tables().get(group.table()).logHeight();
        FrVector packed = FrVector.zero(group.t() * height);
        for (int i = 0; i < group.columns().size(); i++) {
          Polynomials.interleave(chunks.get(group.columns().get(i)), packed, i, group.t());
        }
        commitments.add(engines.commitments().commitCoefficients(packed));
      }
    }
    return commitments;
  }

  private FinishedProof verified(
      ProofData<FrElement, G1Point> data,
      CommittedShard committed,
      List<FrElement> publicValues,
      Optional<BusChallenges<FrElement>> global) {
    long start = System.nanoTime();
    byte[] bytes = ProofCodec.encode(data);
    Reduction reduction =
        NativeVerifier.reduce(hash, key.verifyingKey(), publicValues, global, bytes);
    FinishedProof proof =
        switch (reduction) {
          case Reduction.Rejected rejected ->
              throw Diagnosis.of(
                  shape.binding(), committed.tables(), publicValues, rejected.reason());
          case Reduction.Reduced reduced ->
              new FinishedProof(
                  bytes, data, reduced.sum(), reduced.accumulator(), reduced.transcriptEnd());
        };
    if (!proof.accumulator().holds(engines.commitments().srs().tauG2())) {
      // The openings follow from the columns whatever the witness: this is a fault of an engine.
      throw new IllegalStateException(
          "the prover's own openings do not satisfy the pairing equation (NTT engine "
              + engines.ntt().name()
              + ")");
    }
    finished(ProverPhase.VERIFY, start, Phase.values());
    return proof;
  }

  private void finished(ProverPhase phase, long start, Phase... phases) {
    long nanos = System.nanoTime() - start;
    long cells = 0;
    for (ColumnGroup group : groups) {
      if (List.of(phases).contains(group.phase())) {
        cells += (long) group.columns().size() << shape.tables().get(group.table()).logHeight();
      }
    }
    listener.finished(phase, cells, nanos);
  }
}
