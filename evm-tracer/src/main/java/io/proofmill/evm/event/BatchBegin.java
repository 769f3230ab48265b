package io.proofmill.evm.event;

import io.proofmill.evm.primitive.Hash32;

/// The first event. `forkId` is the fork's number in the public statement.
public record BatchBegin(int forkId, long chainId, Hash32 preStateRoot) implements ExecutionEvent {}
