package io.proofmill.evm.event;

import io.proofmill.evm.primitive.Address;

/// An account is read and written at `ts`: it was `previous` since `previousTs` and is `value` now.
/// `previousTs` is 0 exactly for the first access in the batch, and `previous` is then the account
/// in the pre-state. `ts > previousTs` always.
///
/// @param txId the transaction on whose behalf, from 1
public record AccountAccess(
    long ts,
    long previousTs,
    int txId,
    AccessKind kind,
    Address address,
    AccountValue previous,
    AccountValue value)
    implements ExecutionEvent {}
