package io.proofmill.verifier.protocol;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.constraint.Constraint;
import io.proofmill.verifier.constraint.ExpressionGraph;
import io.proofmill.verifier.constraint.Op;
import io.proofmill.verifier.protocol.ColumnGroup.Phase;
import io.proofmill.verifier.protocol.ColumnGroup.Points;
import io.proofmill.verifier.protocol.OpeningClaim.Term;
import io.proofmill.verifier.protocol.ProofShape.Binding;
import io.proofmill.verifier.protocol.ProofShape.TableShape;
import io.proofmill.verifier.protocol.ProtocolTranscript.Domain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The verification algorithm (DESIGN §3), all but the pairing, over any [VerifierArithmetic]. A
/// rejection happens inside the arithmetic; what returns is accepted if its claim holds.
///
/// @param <F> scalar-field element
/// @param <P> point of G1
public final class ProofVerifier<F, P> {
  private final VerifierArithmetic<F, P> arithmetic;
  private final ProofShape shape;
  private final List<ColumnGroup> groups;
  private final Supplier<Transcript<F, P>> transcripts;

  /// A verifier of proofs with a Poseidon2 transcript.
  public ProofVerifier(VerifierArithmetic<F, P> arithmetic, ProofShape shape) {
    this(arithmetic, shape, () -> new ProtocolTranscript<>(arithmetic, Domain.PROOF));
  }

  /// @param transcripts gives each verification its own transcript
  public ProofVerifier(
      VerifierArithmetic<F, P> arithmetic,
      ProofShape shape,
      Supplier<Transcript<F, P>> transcripts) {
    this.arithmetic = arithmetic;
    this.shape = shape;
    this.groups = shape.groups();
    this.transcripts = transcripts;
  }

  /// What a proof shows once its claim is checked.
  ///
  /// @param claim the pairing equation that remains
  /// @param sum the sum of all bus contributions; zero, and asserted so, for a closed proof
  /// @param transcriptEnd depends on the whole proof; accumulator challenges absorb it (R3)
  public record Verified<F, P>(OpeningClaim<F, P> claim, F sum, F transcriptEnd) {}

  /// @param keyDigest the digest of the key that `fixedCommitments` belong to
  /// @param fixedCommitments commitments to the groups of phase FIXED
  /// @param global α and β of the batch, for an open proof alone
  public Verified<F, P> verify(
      F keyDigest,
      List<P> fixedCommitments,
      List<F> publicValues,
      Optional<BusChallenges<F>> global,
      ProofData<F, P> proof) {
    if (publicValues.size() != shape.publicValues()) {
      throw new IllegalArgumentException(
          shape.publicValues() + " public values expected, not " + publicValues.size());
    }
    ProofSteps<F, P> steps = new ProofSteps<>(arithmetic, transcripts.get());
    BusChallenges<F> bus =
        steps.main(shape.binding(), keyDigest, publicValues, proof.main(), global);
    F combination = steps.aux(proof.aux(), proof.sums());
    F zeta = steps.quotient(proof.quotient());
    F gamma = steps.evaluations(proof.evaluations());
    F z = steps.w(proof.w());
    F end = steps.wPrime(proof.wPrime());

    checkConstraints(proof, bus, combination, zeta);
    F sum = busSum(publicValues, proof.sums(), bus);
    OpeningClaim<F, P> claim = openings(fixedCommitments, proof, zeta, gamma, z);
    return new Verified<>(claim, sum, end);
  }

  // Constraints at ζ: Σ c^i·C_i(ζ) = (ζ^n − 1) · Σ ζ^(n·j)·q_j(ζ), table by table.

  private void checkConstraints(
      ProofData<F, P> proof, BusChallenges<F> bus, F combination, F zeta) {
    // ζ outside every domain (R29): domains are nested, so outside the largest is enough.
    F powerInLargest = arithmetic.powerOfTwo(zeta, shape.maxLogHeight());
    arithmetic.inverse(
        "zeta lies in a domain", arithmetic.subtract(powerInLargest, arithmetic.one()));
    arithmetic.inverse("zeta is zero", zeta);
    int sumIndex = 0;
    for (int table = 0; table < shape.tables().size(); table++) {
      TableShape tableShape = shape.tables().get(table);
      Air air = tableShape.air();
      F zetaToHeight = arithmetic.powerOfTwo(zeta, tableShape.logHeight());
      F vanishing = arithmetic.subtract(zetaToHeight, arithmetic.one());
      TableEvaluations at = new TableEvaluations(table, tableShape, proof, bus, zeta, vanishing);
      if (air.hasBus()) {
        FrElement share = FrElement.of(1L << tableShape.logHeight()).inverse();
        at.sumShare = arithmetic.multiply(proof.sums().get(sumIndex), arithmetic.constant(share));
        sumIndex++;
      }
      List<Integer> roots = new ArrayList<>();
      air.constraints().forEach(c -> roots.add(c.node()));
      for (Constraint c : air.busConstraints()) {
        roots.add(c.node());
      }
      F left = arithmetic.horner(air.graph().evaluate(at, roots), combination);
      F right =
          arithmetic.multiply(vanishing, arithmetic.horner(at.quotientChunks(), zetaToHeight));
      arithmetic.assertEqual("constraints of " + air.name() + " do not hold", left, right);
    }
  }

  /// The claimed evaluations of one table, as values for its expression graph.
  private final class TableEvaluations implements ExpressionGraph.Evaluator<F> {
    private final int table;
    private final TableShape tableShape;
    private final ProofData<F, P> proof;
    private final BusChallenges<F> bus;
    private final F zeta;
    private final F vanishing;
    private F sumShare;

    TableEvaluations(
        int table,
        TableShape tableShape,
        ProofData<F, P> proof,
        BusChallenges<F> bus,
        F zeta,
        F vanishing) {
      this.table = table;
      this.tableShape = tableShape;
      this.proof = proof;
      this.bus = bus;
      this.zeta = zeta;
      this.vanishing = vanishing;
    }

    @Override
    public F constant(FrElement value) {
      return arithmetic.constant(value);
    }

    @Override
    public F column(Op kind, int index, int rotation) {
      return evaluation(Phase.valueOf(kind.name()), index, rotation);
    }

    @Override
    public F special(Op op) {
      return switch (op) {
        case ALPHA -> bus.alpha();
        case BETA -> bus.beta();
        case SUM_SHARE -> sumShare;
        case IS_FIRST -> lagrange(FrElement.ONE);
        case IS_LAST -> lagrange(Fr.rootOfUnity(tableShape.logHeight()).inverse());
        default -> throw new IllegalArgumentException(op + " is not a special node");
      };
    }

    /// `L(ζ) = point · (ζ^n − 1) / (n · (ζ − point))`, the Lagrange polynomial of a domain point.
    private F lagrange(FrElement point) {
      FrElement factor = point.times(FrElement.of(1L << tableShape.logHeight()).inverse());
      F distance = arithmetic.subtract(zeta, arithmetic.constant(point));
      F scaled = arithmetic.multiply(vanishing, arithmetic.constant(factor));
      return arithmetic.multiply(scaled, arithmetic.inverse("zeta lies in a domain", distance));
    }

    @Override
    public F add(F left, F right) {
      return arithmetic.add(left, right);
    }

    @Override
    public F subtract(F left, F right) {
      return arithmetic.subtract(left, right);
    }

    @Override
    public F multiply(F left, F right) {
      return arithmetic.multiply(left, right);
    }

    List<F> quotientChunks() {
      List<F> chunks = new ArrayList<>();
      for (int i = 0; i < tableShape.air().quotientChunks(); i++) {
        chunks.add(evaluation(Phase.QUOTIENT, i, 0));
      }
      return chunks;
    }

    private F evaluation(Phase phase, int column, int rotation) {
      for (int g = 0; g < groups.size(); g++) {
        ColumnGroup group = groups.get(g);
        if (group.table() == table && group.phase() == phase) {
          int position = group.columns().indexOf(column);
          if (position >= 0) {
            return proof.evaluations().get(g).get(position + rotation * group.columns().size());
          }
        }
      }
      throw new IllegalStateException("no group holds " + phase + " column " + column);
    }
  }

  // Bus sums.

  private F busSum(List<F> publicValues, List<F> sums, BusChallenges<F> bus) {
    F total = arithmetic.zero();
    for (F sum : sums) {
      total = arithmetic.add(total, sum);
    }
    if (shape.binding() == Binding.OPEN) {
      return total;
    }
    for (int i = 0; i < publicValues.size(); i++) {
      List<F> message = List.of(arithmetic.constant(i), publicValues.get(i));
      total = arithmetic.add(total, messageTerm(arithmetic, bus, Bus.PUBLIC, message));
    }
    arithmetic.assertEqual("bus sums do not close", total, arithmetic.zero());
    return total;
  }

  /// `1 / (α − fingerprint)`: what one sent message adds to the bus sum.
  public static <F, P> F messageTerm(
      VerifierArithmetic<F, P> arithmetic, BusChallenges<F> bus, Bus channel, List<F> message) {
    if (message.size() != channel.arity()) {
      throw new IllegalArgumentException(
          channel.name() + " has " + channel.arity() + " fields, not " + message.size());
    }
    List<F> coefficients = new ArrayList<>();
    coefficients.add(arithmetic.constant(channel.id()));
    coefficients.addAll(message);
    F fingerprint = arithmetic.horner(coefficients, bus.beta());
    return arithmetic.inverse(
        "a message on " + channel.name() + " meets alpha",
        arithmetic.subtract(bus.alpha(), fingerprint));
  }

  // Openings: e(Σ γ^g/Z_g(z)·C_g − v·[1] − W + z·W', [1]) = e(W', [τ]) with
  // v = Σ γ^g·R_g(z)/Z_g(z) and Z_g(z) = Π_p (z^t − p).

  private OpeningClaim<F, P> openings(
      List<P> fixedCommitments, ProofData<F, P> proof, F zeta, F gamma, F z) {
    List<Term<F, P>> terms = new ArrayList<>();
    F value = arithmetic.zero();
    F gammaPower = arithmetic.one();
    int[] nextOfPhase = new int[Phase.values().length];
    OpeningPoints points = new OpeningPoints(zeta, z);
    for (int g = 0; g < groups.size(); g++) {
      ColumnGroup group = groups.get(g);
      int position = nextOfPhase[group.phase().ordinal()]++;
      P commitment =
          group.phase() == Phase.FIXED
              ? fixedCommitments.get(position)
              : proof.commitments(group.phase()).get(position);
      F scalar = arithmetic.multiply(gammaPower, points.inverseVanishing(group));
      terms.add(new Term<>(scalar, commitment));
      F claimed = points.claimed(group, proof.evaluations().get(g));
      value = arithmetic.add(value, arithmetic.multiply(scalar, claimed));
      gammaPower = arithmetic.multiply(gammaPower, gamma);
    }
    terms.add(new Term<>(arithmetic.negate(value), arithmetic.generator()));
    terms.add(new Term<>(arithmetic.constant(-1), proof.w()));
    terms.add(new Term<>(z, proof.wPrime()));
    return new OpeningClaim<>(terms, proof.wPrime());
  }

  /// Powers, vanishing values and claimed remainders at z, each computed once.
  private final class OpeningPoints {
    private final F zeta;
    private final F z;
    private final java.util.Map<Integer, F> zPowers = new java.util.HashMap<>();
    private final java.util.Map<List<Integer>, F> inverses = new java.util.HashMap<>();

    OpeningPoints(F zeta, F z) {
      this.zeta = zeta;
      this.z = z;
    }

    private F zToT(int t) {
      return zPowers.computeIfAbsent(
          t, k -> arithmetic.powerOfTwo(z, Integer.numberOfTrailingZeros(k)));
    }

    private FrElement omega(ColumnGroup group) {
      return Fr.rootOfUnity(shape.tables().get(group.table()).logHeight());
    }

    /// `1 / Z_g(z)`; rejects when z^t meets a point (R29).
    F inverseVanishing(ColumnGroup group) {
      int logHeight =
          group.points() == Points.CURRENT ? 0 : shape.tables().get(group.table()).logHeight();
      List<Integer> key = List.of(group.t(), logHeight);
      F known = inverses.get(key);
      if (known != null) {
        return known;
      }
      F vanishing = arithmetic.subtract(zToT(group.t()), zeta);
      if (group.points() == Points.CURRENT_AND_NEXT) {
        F next = arithmetic.multiply(zeta, arithmetic.constant(omega(group)));
        vanishing = arithmetic.multiply(vanishing, arithmetic.subtract(zToT(group.t()), next));
      }
      F inverse = arithmetic.inverse("z meets an opening point", vanishing);
      inverses.put(key, inverse);
      return inverse;
    }

    /// `R_g(z) = Σ_i z^i·r_i(z^t)`; r_i the constant, or the line, through the claimed values.
    F claimed(ColumnGroup group, List<F> evaluations) {
      int width = group.columns().size();
      F current = arithmetic.horner(evaluations.subList(0, width), z);
      if (group.points() == Points.CURRENT) {
        return current;
      }
      F next = arithmetic.horner(evaluations.subList(width, 2 * width), z);
      // The line's parameter: (z^t − ζ) / (ωζ − ζ); ζ ≠ 0 was checked.
      FrElement step = omega(group).minus(FrElement.ONE).inverse();
      F scaled =
          arithmetic.multiply(
              arithmetic.subtract(zToT(group.t()), zeta), arithmetic.constant(step));
      F parameter = arithmetic.multiply(scaled, arithmetic.inverse("zeta is zero", zeta));
      return arithmetic.add(
          current, arithmetic.multiply(parameter, arithmetic.subtract(next, current)));
    }
  }
}
