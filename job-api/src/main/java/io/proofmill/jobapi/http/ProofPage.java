package io.proofmill.jobapi.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// The body of `GET /v1/proofs`: jobs, newest first.
///
/// @param next the cursor of the next page, absent on the last
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProofPage(List<ProofStatus> proofs, String next) {
  public ProofPage {
    proofs = List.copyOf(proofs);
  }
}
