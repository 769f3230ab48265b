package io.proofmill.jobapi;

import java.util.function.Function;

/// The outcome of reading text that somebody else wrote: a value, or why it is not one.
public sealed interface Decoded<T> {
  /// A well-formed value.
  record Value<T>(T value) implements Decoded<T> {}

  /// Not a value; the reason is one line and names the place.
  record Malformed<T>(String reason) implements Decoded<T> {}

  /// The value, or an exception made from the reason.
  default <X extends Throwable> T orElseThrow(Function<String, X> exception) throws X {
    return switch (this) {
      case Value<T>(T value) -> value;
      case Malformed<T>(String reason) -> throw exception.apply(reason);
    };
  }
}
