package io.proofmill.device;

/// An engine was asked for by a name that nobody knows, or that this build or machine cannot run.
public final class EngineUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String engine;

  EngineUnavailableException(String engine, String message) {
    super(message);
    this.engine = engine;
  }

  /// The name that was asked for.
  public String engine() {
    return engine;
  }
}
