package io.proofmill.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.proofmill.aggregator.table.ArithTable;
import io.proofmill.aggregator.table.EcTable;
import io.proofmill.aggregator.table.Poseidon2Table;
import io.proofmill.circuits.plan.TransferCircuits;
import io.proofmill.proofsystem.lie.Score;
import io.proofmill.testing.Requirement;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.protocol.ProofShape.TableShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Adds up the soundness scores that the modules' tests left in their `target/soundness`. This
/// module is the last of the build, so all of them have run.
class SoundnessTotalTest {
  /// The tables of every proof that the product makes.
  private static TreeSet<String> tables() {
    TreeSet<String> names = new TreeSet<>();
    TransferCircuits.shapes(TransferCircuits.MIN_LOG_HEIGHT).stream()
        .flatMap(shape -> shape.tables().stream())
        .map(TableShape::air)
        .map(Air::name)
        .forEach(names::add);
    for (Air air :
        List.of(ArithTable.TABLE.air(), EcTable.TABLE.air(), Poseidon2Table.TABLE.air())) {
      names.add(air.name());
    }
    return names;
  }

  private static Map<String, Score> scores() throws IOException {
    Map<String, Score> scores = new TreeMap<>();
    Path root = Path.of(System.getProperty("proofmill.root"));
    for (String module : List.of("proof-system", "circuits", "aggregator")) {
      Path folder = root.resolve(module).resolve("target/soundness");
      Requirement.present("soundness scores of " + module, Files.isDirectory(folder));
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          Score score = read(file);
          scores.put(score.table(), score);
        }
      }
    }
    return scores;
  }

  private static Score read(Path file) throws IOException {
    JsonNode n = new JsonMapper().readTree(file.toFile());
    return new Score(
        n.required("table").asText(),
        n.required("columns").intValue(),
        n.required("determined").intValue(),
        n.required("argued").intValue(),
        n.required("mutations").intValue(),
        n.required("killed").intValue(),
        n.required("exempt").intValue(),
        n.required("labels").intValue(),
        n.required("noticed").intValue(),
        n.required("written").intValue());
  }

  @Test
  void everyTableScoresFullMarks() throws IOException {
    Map<String, Score> scores = scores();
    assertEquals(tables(), scores.keySet(), "every table is scored, and nothing else");
    Score total = new Score("total", 0, 0, 0, 0, 0, 0, 0, 0, 0);
    for (Score score : scores.values()) {
      System.out.println(score);
      total = total.plus(score);
    }
    System.out.println(total);
    assertTrue(total.isFull(), total.toString());
  }
}
