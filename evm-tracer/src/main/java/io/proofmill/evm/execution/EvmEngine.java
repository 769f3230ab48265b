package io.proofmill.evm.execution;

import io.proofmill.evm.event.EventSink;

/// Executes batches. Another EVM fits behind this; see `docs/events.md` for what it has to tell.
@FunctionalInterface
public interface EvmEngine {
  /// Executes a batch and tells `events` what happened. Events of a batch that turns out to be
  /// refused stop at the refused place, without a `BatchEnd`; their consumer drops them.
  BatchOutcome execute(BatchInput input, EventSink events);
}
