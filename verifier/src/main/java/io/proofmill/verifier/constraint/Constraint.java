package io.proofmill.verifier.constraint;

/// A labelled polynomial that is zero in every row.
///
/// @param label unique in its table; failures, lies and deletions name it
/// @param node the polynomial's node in the table's [ExpressionGraph]
public record Constraint(String label, int node) {}
