package io.proofmill.jobapi.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/// An error as `application/problem+json` (RFC 9457). Clients decide by `type`, never by the text.
///
/// @param type one of [ProblemType]'s URIs
/// @param detail one line about this occurrence
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, String detail) {
  /// The media type.
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(title, "title");
  }

  /// A problem of a known type.
  public static Problem of(ProblemType type, String detail) {
    return new Problem(type.uri(), type.title(), type.status(), detail);
  }
}
