package io.proofmill.evm.input;

/// Carries an [InputError] up to the reader's API, which gives it as a value.
final class InputException extends Exception {
  private final InputError error;

  InputException(String place, String reason) {
    super(place + ": " + reason, null, false, false);
    this.error = new InputError(place, reason);
  }

  InputError error() {
    return error;
  }
}
