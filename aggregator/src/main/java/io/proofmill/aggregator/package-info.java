/// Recursion circuits, the aggregation tree and the final proof.
package io.proofmill.aggregator;
