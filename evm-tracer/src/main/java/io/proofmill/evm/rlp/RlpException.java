package io.proofmill.evm.rlp;

/// Bytes from outside are not the RLP they should be: where, and why. Readers turn it into their
/// own typed refusal.
public final class RlpException extends Exception {
  private final int offset;
  private final String field;
  private final String reason;

  public RlpException(int offset, String field, String reason) {
    super("byte " + offset + ", " + field + ": " + reason, null, false, false);
    this.offset = offset;
    this.field = field;
    this.reason = reason;
  }

  /// Where in the input, in bytes from its start.
  public int offset() {
    return offset;
  }

  /// The name of what was being read.
  public String field() {
    return field;
  }

  public String reason() {
    return reason;
  }
}
