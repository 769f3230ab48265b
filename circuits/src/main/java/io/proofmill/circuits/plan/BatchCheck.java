package io.proofmill.circuits.plan;

import io.proofmill.algebra.FrElement;
import io.proofmill.proofsystem.check.BusMessage;
import io.proofmill.proofsystem.check.CheckReport;
import io.proofmill.proofsystem.check.RowChecker;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.batch.BatchRules;
import io.proofmill.verifier.batch.RootMessage;
import io.proofmill.verifier.batch.RootMessage.FieldSource;
import io.proofmill.verifier.statement.Statement;
import io.proofmill.verifier.statement.Statement.Bytes32;
import java.util.ArrayList;
import java.util.List;

/// Checks a planned batch without proving: every constraint in every row of every shard, and every
/// bus over all shards with the messages that the root adds.
public final class BatchCheck {
  private BatchCheck() {}

  /// Checks the batch; every shard is in memory at once.
  public static CheckReport check(PlannedBatch batch) {
    return RowChecker.check(tables(batch), rootMessages(batch));
  }

  /// The tables of all shards, shard by shard.
  public static List<TableWitness> tables(PlannedBatch batch) {
    List<TableWitness> tables = new ArrayList<>();
    for (int i = 0; i < batch.shards(); i++) {
      tables.addAll(batch.shard(i));
    }
    return tables;
  }

  /// What the root puts on the buses of this batch. No message depends on the vk-tree root.
  public static List<BusMessage> rootMessages(PlannedBatch batch) {
    Statement statement = batch.statement(0, Bytes32.of(FrElement.ZERO));
    return rootMessages(TransferCircuits.rules(), statement, batch.rootWitnesses());
  }

  /// The rules' messages with their values filled in.
  public static List<BusMessage> rootMessages(
      BatchRules rules, Statement statement, List<FrElement> rootWitnesses) {
    List<BusMessage> messages = new ArrayList<>();
    for (RootMessage message : rules.rootMessages()) {
      List<FrElement> fields = new ArrayList<>();
      for (FieldSource source : message.fields()) {
        fields.add(
            switch (source) {
              case FieldSource.Constant constant -> constant.value();
              case FieldSource.StatementValue value -> statement.publicValue(value.field());
              case FieldSource.Witness witness -> rootWitnesses.get(witness.index());
            });
      }
      FrElement sign = FrElement.of(BatchRules.sign(message.direction()));
      messages.add(new BusMessage(message.bus(), sign, fields));
    }
    return messages;
  }
}
