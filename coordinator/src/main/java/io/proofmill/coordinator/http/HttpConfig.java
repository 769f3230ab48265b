package io.proofmill.coordinator.http;

import java.time.Duration;

/// Where the HTTP API listens and what it takes.
///
/// @param host the address to listen on
/// @param port 0 picks a free one
/// @param bodyBytesMax the longest JSON body
/// @param inputBytesMax the longest uploaded input
/// @param bodyTimeout how long a request body may take to arrive
public record HttpConfig(
    String host, int port, long bodyBytesMax, long inputBytesMax, Duration bodyTimeout) {
  /// Loopback only.
  public static HttpConfig loopback(int port) {
    return new HttpConfig("127.0.0.1", port, 32L << 20, 512L << 20, Duration.ofSeconds(60));
  }

  public HttpConfig {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port must be between 0 and 65535, was " + port);
    }
    if (bodyBytesMax < 1 || inputBytesMax < 1 || !bodyTimeout.isPositive()) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }
}
