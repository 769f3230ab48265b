package io.proofmill.evm.input;

/// Why an input is unreadable.
///
/// @param place the file, and in it the JSON pointer or the byte
/// @param reason in one line
public record InputError(String place, String reason) {
  /// One line: the place, then the reason.
  public String message() {
    return place + ": " + reason;
  }
}
