package io.proofmill.worker.pipeline;

import io.proofmill.algebra.FrElement;
import io.proofmill.jobapi.Decoded;
import io.proofmill.jobapi.StrictJson;
import io.proofmill.verifier.statement.Statement;
import io.proofmill.verifier.statement.Statement.Bytes32;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;

/// What TRACE tells every later task of a job, as JSON. Everything a shard or aggregation task
/// needs beyond its own inputs is here or follows from the keys.
///
/// @param vkTreeRoot the keys under which the job is proven, to the end
/// @param shardKey index of the shards' key in the catalogue
/// @param shards how many shards there are
/// @param rootWitnesses the values of the batch rules' root witnesses, as 32-byte hex
record PlanArtifact(
    StatementJson statement,
    String vkTreeRoot,
    int shardKey,
    int shards,
    List<String> rootWitnesses) {

  /// The statement, numbers and hashes as hex.
  record StatementJson(
      long protocolVersion,
      long fork,
      String chainId,
      String firstBlock,
      String lastBlock,
      String parentBlockHash,
      String lastBlockHash,
      String preStateRoot,
      String postStateRoot,
      String dataCommitment) {}

  static PlanArtifact of(Statement s, int shardKey, int shards, List<FrElement> rootWitnesses) {
    return new PlanArtifact(
        new StatementJson(
            s.protocolVersion(),
            s.fork(),
            s.chainId().toString(16),
            s.firstBlock().toString(16),
            s.lastBlock().toString(16),
            s.parentBlockHash().toHex(),
            s.lastBlockHash().toHex(),
            s.preStateRoot().toHex(),
            s.postStateRoot().toHex(),
            s.dataCommitment().toHex()),
        s.vkTreeRoot().toHex(),
        shardKey,
        shards,
        rootWitnesses.stream().map(w -> Bytes32.of(w).toHex()).toList());
  }

  byte[] encode() {
    return StrictJson.encodeBytes(this);
  }

  static PlanArtifact decode(byte[] bytes) throws IOException {
    return switch (StrictJson.decode(bytes, PlanArtifact.class)) {
      case Decoded.Value<PlanArtifact> value -> value.value();
      case Decoded.Malformed<PlanArtifact> malformed ->
          throw new IOException("artifact plan: " + malformed.reason());
    };
  }

  Statement toStatement() {
    return new Statement(
        statement.protocolVersion,
        statement.fork,
        new BigInteger(statement.chainId, 16),
        new BigInteger(statement.firstBlock, 16),
        new BigInteger(statement.lastBlock, 16),
        word(statement.parentBlockHash),
        word(statement.lastBlockHash),
        word(statement.preStateRoot),
        word(statement.postStateRoot),
        word(statement.dataCommitment),
        word(vkTreeRoot));
  }

  List<FrElement> rootWitnessValues() throws IOException {
    List<FrElement> values = new java.util.ArrayList<>();
    for (String hex : rootWitnesses) {
      values.add(
          FrElement.fromCanonicalBytes(word(hex).toBytes(), 0)
              .orElseThrow(() -> new IOException("artifact plan: a root witness is not below r")));
    }
    return values;
  }

  private static Bytes32 word(String hex) {
    return Bytes32.of(HexFormat.of().parseHex(hex, 2, hex.length()));
  }
}
