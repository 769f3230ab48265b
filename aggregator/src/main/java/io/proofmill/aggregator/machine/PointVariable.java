package io.proofmill.aggregator.machine;

/// A point of G1 of a program under construction, canonical and on the curve, or infinity.
///
/// @param point its number in POINT memory
/// @param packed the address of the first of its three packed elements; they are zeros for infinity
/// @param infinity the address of its infinity flag
public record PointVariable(int point, int packed, int infinity) {}
