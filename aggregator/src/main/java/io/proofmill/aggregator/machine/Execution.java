package io.proofmill.aggregator.machine;

import io.proofmill.algebra.FrElement;
import io.proofmill.proofsystem.trace.TableWitness;
import java.util.List;

/// A program's tables, filled for one run, and the public values it computed.
public record Execution(List<TableWitness> tables, List<FrElement> publicValues) {
  public Execution {
    tables = List.copyOf(tables);
    publicValues = List.copyOf(publicValues);
  }
}
