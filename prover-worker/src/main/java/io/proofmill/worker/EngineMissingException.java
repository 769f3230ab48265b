package io.proofmill.worker;

import java.io.IOException;

/// The compute engine a worker was told to use is not on this machine. The worker does not start.
public final class EngineMissingException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String engine;

  public EngineMissingException(String engine, String missing) {
    super("engine " + engine + " is not available: " + missing);
    this.engine = engine;
  }

  /// The engine asked for.
  public String engine() {
    return engine;
  }
}
