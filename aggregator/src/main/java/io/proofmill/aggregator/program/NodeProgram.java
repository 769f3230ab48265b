package io.proofmill.aggregator.program;

import java.util.List;

/// Joins two runs of shards. Where there is only one, the second place holds the first child again
/// and `secondActive` is 0: it is verified like any other but leaves list, count and sum as they
/// are.
public final class NodeProgram {
  private NodeProgram() {}

  /// @param secondActive 1 if the second child counts
  /// @param children two of them
  public static <F, P> NodeValues<F, P> run(
      AggregationArithmetic<F, P> arithmetic,
      RecursiveChild.Layout layout,
      F secondActive,
      List<RecursiveChild<F, P>> children) {
    if (children.size() != 2) {
      throw new IllegalArgumentException("a node has two children, not " + children.size());
    }
    Accumulation<F, P> accumulation = new Accumulation<>(arithmetic);
    for (RecursiveChild<F, P> child : children) {
      child.verify(arithmetic, layout, accumulation);
    }
    NodeValues<F, P> left = children.getFirst().values();
    NodeValues<F, P> right = children.getLast().values();
    arithmetic.assertBool("a second child is active or not", secondActive);
    arithmetic.assertEqual("children of two key trees", left.keyRoot(), right.keyRoot());
    arithmetic.assertEqual(
        "children under two alphas", left.challenges().alpha(), right.challenges().alpha());
    arithmetic.assertEqual(
        "children under two betas", left.challenges().beta(), right.challenges().beta());
    // The second run starts where the first ends, unless it does not count.
    F gap = arithmetic.subtract(left.listEnd(), right.listStart());
    arithmetic.assertEqual(
        "the second run does not follow the first",
        arithmetic.multiply(secondActive, gap),
        arithmetic.zero());
    Accumulation.Pair<P> pair = accumulation.combine();
    return new NodeValues<>(
        left.keyRoot(),
        left.listStart(),
        arithmetic.select(secondActive, right.listEnd(), left.listEnd()),
        arithmetic.add(left.count(), arithmetic.multiply(secondActive, right.count())),
        left.challenges(),
        arithmetic.add(left.sum(), arithmetic.multiply(secondActive, right.sum())),
        pair.left(),
        pair.right());
  }
}
