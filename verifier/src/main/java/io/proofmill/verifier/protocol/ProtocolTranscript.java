package io.proofmill.verifier.protocol;

import io.proofmill.algebra.FrElement;
import java.util.ArrayList;
import java.util.List;

/// The Fiat–Shamir transcript of prover, verifier and recursion circuit: a Poseidon2 sponge of
/// width 3 and rate 2. Elements are added to the rate; each challenge permutes at least once, so a
/// challenge depends on everything absorbed before it. What is absorbed between two challenges has
/// a length fixed by the verifying key, whose digest is absorbed first; a half-filled block
/// nevertheless marks the capacity, so that `a` and `a, 0` differ.
public final class ProtocolTranscript<F, P> implements Transcript<F, P> {
  private final VerifierArithmetic<F, P> arithmetic;
  private final List<F> pending = new ArrayList<>(2);
  private List<F> state;

  /// @param domain separates the uses of the sponge
  public ProtocolTranscript(VerifierArithmetic<F, P> arithmetic, Domain domain) {
    this.arithmetic = arithmetic;
    this.state = List.of(arithmetic.zero(), arithmetic.zero(), arithmetic.constant(domain.tag()));
  }

  /// What a sponge is used for; the tag is its initial capacity.
  public enum Domain {
    /// One proof's transcript.
    PROOF(1),
    /// A verifying key's digest.
    KEY(2),
    /// The header that starts the list of shards.
    HEADER(3),
    /// One entry of the list of shards.
    SHARD(4),
    /// The global bus challenges from the end of the list.
    CHALLENGE(5),
    /// A leaf of the tree of verifying keys.
    KEY_LEAF(6),
    /// An inner node of the tree of verifying keys.
    KEY_NODE(7),
    /// The challenge that combines accumulators.
    ACCUMULATOR(8);

    private final int number;

    Domain(int number) {
      this.number = number;
    }

    /// `number · 2^64`: away from the small marks that padding adds.
    FrElement tag() {
      return FrElement.of(number).times(FrElement.of(1L << 32).square());
    }
  }

  @Override
  public void absorb(F element) {
    if (pending.size() == 2) {
      permute();
    }
    pending.add(element);
  }

  @Override
  public void absorbPoint(P point) {
    absorbAll(arithmetic.pack(point));
  }

  @Override
  public F challenge() {
    permute();
    return state.getFirst();
  }

  @Override
  public F challenge128() {
    return arithmetic.low128(challenge());
  }

  private void permute() {
    F first = state.get(0);
    F second = state.get(1);
    F capacity = state.get(2);
    if (!pending.isEmpty()) {
      first = arithmetic.add(first, pending.getFirst());
    }
    if (pending.size() == 2) {
      second = arithmetic.add(second, pending.getLast());
    } else {
      capacity = arithmetic.add(capacity, arithmetic.constant(pending.size() + 1));
    }
    pending.clear();
    state = arithmetic.permute(List.of(first, second, capacity));
  }
}
