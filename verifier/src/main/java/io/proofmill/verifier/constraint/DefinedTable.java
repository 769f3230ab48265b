package io.proofmill.verifier.constraint;

/// A compiled table together with its typed layout, for code that fills rows.
public record DefinedTable<C>(Air air, C columns) {}
