package io.proofmill.jobapi.http;

/// The kinds of HTTP error. URIs are stable: they are never renamed or reused.
public enum ProblemType {
  MALFORMED_JSON("malformed-json", 400, "The body is not the expected JSON"),
  INVALID_PARAMETER("invalid-parameter", 400, "A parameter or header is invalid"),
  NOT_FOUND("not-found", 404, "There is no such resource"),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "The resource has no such method"),
  REQUEST_TIMEOUT("request-timeout", 408, "The request did not arrive in time"),
  NOT_FINISHED("not-finished", 409, "The job has not finished"),
  NO_PROOF("no-proof", 409, "The job ended without a proof"),
  ALREADY_FINISHED("already-finished", 409, "The job has already finished"),
  TOO_LARGE("too-large", 413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The body's media type is not supported"),
  DIGEST_MISMATCH("digest-mismatch", 422, "The body does not have the digest in its name"),
  UNKNOWN_INPUT("unknown-input", 422, "No input was uploaded under this digest"),
  IDEMPOTENCY_KEY_REUSED(
      "idempotency-key-reused", 422, "The Idempotency-Key was used for another request"),
  INTERNAL("internal", 500, "The coordinator failed"),
  UNAVAILABLE("unavailable", 503, "The coordinator cannot store the request now");

  private static final String PREFIX = "urn:proofmill:problem:";

  private final String slug;
  private final int status;
  private final String title;

  ProblemType(String slug, int status, String title) {
    this.slug = slug;
    this.status = status;
    this.title = title;
  }

  /// The `type` member.
  public String uri() {
    return PREFIX + slug;
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// The `title` member.
  public String title() {
    return title;
  }
}
