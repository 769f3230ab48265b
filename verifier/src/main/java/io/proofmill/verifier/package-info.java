/// All that a Java user needs to check a proof: constraint language, transcript, keys, codec,
/// verifier.
package io.proofmill.verifier;
