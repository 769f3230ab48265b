package io.proofmill.evm.input;

/// What a reader made of an input.
public sealed interface ReadResult<T> {
  record Readable<T>(T value) implements ReadResult<T> {}

  record Unreadable<T>(InputError error) implements ReadResult<T> {}
}
