import io.proofmill.verifier.ProofmillVerifier;
import io.proofmill.verifier.ProofmillVerifier.DevelopmentSrsPolicy;
import io.proofmill.verifier.file.ProofFileCodec;
import io.proofmill.verifier.file.ProofFileCodec.Decoded;
import io.proofmill.verifier.protocol.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Checks a proof from a Java program: `java -cp CLASSPATH VerifyProof.java proof.json`. See
/// `docs/embedding.md` for the class path.
class VerifyProof {
  public static void main(String[] args) throws IOException {
    // REFUSE is right wherever something depends on the answer: proofs on the development SRS,
    // which
    // the examples of this repository use, can be forged by anybody.
    DevelopmentSrsPolicy policy =
        args.length > 1 && args[1].equals("--allow-dev-srs")
            ? DevelopmentSrsPolicy.ALLOW
            : DevelopmentSrsPolicy.REFUSE;
    ProofmillVerifier verifier = new ProofmillVerifier(policy);
    switch (ProofFileCodec.read(Files.readAllBytes(Path.of(args[0])))) {
      case Decoded.Malformed malformed -> System.out.println("malformed: " + malformed.reason());
      case Decoded.Read read -> {
        switch (verifier.verify(read.file())) {
          case Verdict.Accepted _ ->
              System.out.println(
                  "accepted: blocks "
                      + read.file().statement().firstBlock()
                      + " to "
                      + read.file().statement().lastBlock()
                      + " lead to state root "
                      + read.file().statement().postStateRoot()
                      + ", assuming "
                      + read.file().assumptions());
          case Verdict.Rejected rejected -> System.out.println("rejected: " + rejected.reason());
        }
      }
    }
  }
}
