package io.proofmill.evm.event;

/// One thing an execution did. Events are immutable, come in the order of execution, and refer to
/// one another only by timestamp, transaction id and key, so that a consumer may drop each one
/// after use. A new kind of event is a new record here, and the compiler shows each consumer that
/// lacks it.
public sealed interface ExecutionEvent
    permits BatchBegin, BatchEnd, TokenEvent, AccountAccess, AccountBoundary {}
