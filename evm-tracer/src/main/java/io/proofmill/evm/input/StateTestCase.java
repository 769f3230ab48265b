package io.proofmill.evm.input;

import io.proofmill.evm.execution.BatchInput;
import io.proofmill.evm.primitive.Hash32;
import java.util.Optional;

/// One post-state of one state test: a block of at most one transaction, and what it must lead to.
///
/// @param input empty when the transaction's bytes do not decode, which then is the reason
/// @param undecodable why the transaction's bytes do not decode
/// @param expectedRoot of the state afterwards
/// @param expectException the transaction must be refused and the state stay as it is
public record StateTestCase(
    String id,
    String fork,
    Optional<BatchInput> input,
    Optional<String> undecodable,
    Hash32 expectedRoot,
    Optional<String> expectException) {}
