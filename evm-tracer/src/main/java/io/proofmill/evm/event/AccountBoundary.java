package io.proofmill.evm.event;

import io.proofmill.evm.primitive.Address;

/// An account that the batch touched: its value in the pre-state and in the post-state. They come
/// after the last block, once per account, in strictly ascending order of address.
///
/// @param lastTs timestamp of the account's last access, at least 1
public record AccountBoundary(Address address, AccountValue first, AccountValue last, long lastTs)
    implements ExecutionEvent {}
