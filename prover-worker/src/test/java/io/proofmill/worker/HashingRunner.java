package io.proofmill.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.jobapi.FailureCategory;
import io.proofmill.jobapi.ShardPlan;
import io.proofmill.jobapi.StrictJson;
import io.proofmill.jobapi.task.TaskCancelledException;
import io.proofmill.jobapi.task.TaskContext;
import io.proofmill.jobapi.task.TaskOutcome;
import io.proofmill.jobapi.task.TaskRunner;
import io.proofmill.jobapi.task.TaskSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A pipeline of the real shape whose proofs are hashes. Job parameters make it slow or make it
/// fail: `shards`, `delayMs`, and for one task named by `failTask` either `category` (a typed
/// failure, on every attempt or up to `failAttempts`) or `throws` (`io`, `memory`, `defect`).
final class HashingRunner implements TaskRunner {
  private final ShardCache<byte[]> cache = new ShardCache<>(1 << 20);
  final Set<String> forgotten = ConcurrentHashMap.newKeySet();
  final Map<String, Integer> cacheHits = new ConcurrentHashMap<>();

  @Override
  public TaskOutcome run(TaskSpec task, TaskContext context)
      throws IOException, InterruptedException, TaskCancelledException {
    ObjectNode parameters = task.parameters();
    delay(parameters.path("delayMs").asInt(0), context);
    if (task.name().equals(parameters.path("failTask").asText())
        && task.attempt() <= parameters.path("failAttempts").asInt(Integer.MAX_VALUE)) {
      return fail(parameters);
    }
    return switch (task.kind()) {
      case TRACE -> trace(task, context);
      case COMMIT -> commit(task, context);
      case CHALLENGE -> one(task, hash(inputs(task, context)));
      case PROVE -> prove(task, context);
      case AGGREGATE -> aggregate(task, context);
      case VERIFY -> throw new IllegalArgumentException("VERIFY is never leased");
    };
  }

  @Override
  public void forget(String jobId) {
    forgotten.add(jobId);
    cache.forget(jobId);
  }

  private static TaskOutcome trace(TaskSpec task, TaskContext context) throws IOException {
    int shards = task.parameters().path("shards").asInt(4);
    byte[] input = context.input("input");
    Map<String, byte[]> outputs = new HashMap<>();
    outputs.put("plan", hash(List.of(input)));
    for (int i = 0; i < shards; i++) {
      outputs.put("witness-" + i, witness(input, i));
    }
    return new TaskOutcome.Completed(
        outputs, (ObjectNode) StrictJson.toTree(ShardPlan.balanced(shards, 2)));
  }

  private TaskOutcome commit(TaskSpec task, TaskContext context) throws IOException {
    byte[] witness = context.input("witness-" + task.index());
    cache.put(task.jobId(), task.index(), witness, witness.length);
    return one(task, hash(List.of(witness)));
  }

  private TaskOutcome prove(TaskSpec task, TaskContext context) throws IOException {
    var cached = cache.take(task.jobId(), task.index());
    if (cached.isPresent()) {
      cacheHits.merge(task.jobId(), 1, Integer::sum);
    }
    byte[] witness = cached.isPresent() ? cached.get() : context.input("witness-" + task.index());
    return one(task, hash(List.of(witness, context.input("challenge"))));
  }

  private static TaskOutcome aggregate(TaskSpec task, TaskContext context) throws IOException {
    List<byte[]> children = new ArrayList<>();
    for (String child : task.children()) {
      children.add(context.input(child));
    }
    return one(task, hash(children));
  }

  /// The final proof for an input, written down directly and not through tasks.
  static byte[] expectedProof(byte[] input, int shards) {
    List<byte[]> challengeInputs = new ArrayList<>(List.of(hash(List.of(input))));
    for (int i = 0; i < shards; i++) {
      challengeInputs.add(hash(List.of(witness(input, i))));
    }
    byte[] challenge = hash(challengeInputs);
    List<byte[]> level = new ArrayList<>();
    for (int i = 0; i < shards; i++) {
      level.add(hash(List.of(witness(input, i), challenge)));
    }
    do {
      List<byte[]> above = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 2) {
        above.add(hash(level.subList(i, Math.min(i + 2, level.size()))));
      }
      level = above;
    } while (level.size() > 1);
    return hash(level);
  }

  private static byte[] witness(byte[] input, int shard) {
    return hash(List.of(input, ("shard " + shard).getBytes(StandardCharsets.UTF_8)));
  }

  private static List<byte[]> inputs(TaskSpec task, TaskContext context) throws IOException {
    List<byte[]> all = new ArrayList<>();
    for (String name : task.inputs().keySet()) {
      all.add(context.input(name));
    }
    return all;
  }

  private static TaskOutcome one(TaskSpec task, byte[] output) {
    return new TaskOutcome.Completed(Map.of(task.outputs().getFirst(), output));
  }

  private static TaskOutcome fail(ObjectNode parameters) throws IOException {
    if (parameters.has("category")) {
      return new TaskOutcome.Failed(
          FailureCategory.valueOf(parameters.get("category").textValue()), "asked to fail");
    }
    switch (parameters.path("throws").asText()) {
      case "io" -> throw new IOException("asked to fail");
      case "memory" -> throw new OutOfMemoryError("asked to fail");
      case "defect" -> throw new IllegalStateException("asked to fail");
      default -> throw new IllegalArgumentException("unknown way to fail");
    }
  }

  private static void delay(int delayMs, TaskContext context)
      throws InterruptedException, TaskCancelledException {
    for (int waited = 0; waited < delayMs; waited += 10) {
      context.checkCancelled();
      context.progress("sleeping", (double) waited / delayMs);
      Thread.sleep(10);
    }
  }

  static byte[] hash(List<byte[]> parts) {
    try {
      var bytes = new ByteArrayOutputStream();
      parts.forEach(bytes::writeBytes);
      return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
