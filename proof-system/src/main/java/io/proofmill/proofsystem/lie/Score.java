package io.proofmill.proofsystem.lie;

/// The three scores of one table; each has to be full.
///
/// @param determined columns derived or argued, of `columns`
/// @param argued columns argued in writing
/// @param killed mutations that were noticed, of `mutations`; `exempt` ones are counted in neither
/// @param noticed labels whose deletion lets a lie through, of `labels`; `written` of them by a lie
///   that the table's author wrote
public record Score(
    String table,
    int columns,
    int determined,
    int argued,
    int mutations,
    int killed,
    int exempt,
    int labels,
    int noticed,
    int written) {

  public boolean isFull() {
    return determined == columns && killed == mutations && noticed == labels;
  }

  /// The sum of two scores.
  public Score plus(Score other) {
    return new Score(
        "total",
        columns + other.columns,
        determined + other.determined,
        argued + other.argued,
        mutations + other.mutations,
        killed + other.killed,
        exempt + other.exempt,
        labels + other.labels,
        noticed + other.noticed,
        written + other.written);
  }

  /// The table's line in `target/soundness`, one JSON object.
  public String toJson() {
    return String.format(
        "{\"table\": \"%s\", \"columns\": %d, \"determined\": %d, \"argued\": %d,"
            + " \"mutations\": %d, \"killed\": %d, \"exempt\": %d,"
            + " \"labels\": %d, \"noticed\": %d, \"written\": %d}%n",
        table, columns, determined, argued, mutations, killed, exempt, labels, noticed, written);
  }

  @Override
  public String toString() {
    return String.format(
        "%s%n  determined: %d of %d columns, argued %d%n  mutation: killed %d of %d, exempt %d%n"
            + "  deletion: noticed %d of %d (%d by written lies)",
        table, determined, columns, argued, killed, mutations, exempt, noticed, labels, written);
  }
}
