package io.proofmill.worker;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What COMMIT keeps for PROVE: one value per job and shard, within a bound on bytes. The oldest go
/// first; a task that misses its value makes it again from the witness.
///
/// @param <V> the committed columns; the cache owns a value until it is taken
public final class ShardCache<V> {
  private record Key(String jobId, int shard) {}

  private record Entry<V>(V value, long bytes) {}

  private final long bytesMax;
  private final Map<Key, Entry<V>> entries = new LinkedHashMap<>();
  private long bytes;

  public ShardCache(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /// Keeps a value, unless it alone is over the bound. `valueBytes` is the caller's estimate.
  public synchronized void put(String jobId, int shard, V value, long valueBytes) {
    take(jobId, shard);
    if (valueBytes > bytesMax) {
      return;
    }
    entries.put(new Key(jobId, shard), new Entry<>(value, valueBytes));
    bytes += valueBytes;
    Iterator<Entry<V>> oldest = entries.values().iterator();
    while (bytes > bytesMax) {
      bytes -= oldest.next().bytes();
      oldest.remove();
    }
  }

  /// Hands the value over, if it is still here.
  public synchronized Optional<V> take(String jobId, int shard) {
    Entry<V> entry = entries.remove(new Key(jobId, shard));
    if (entry == null) {
      return Optional.empty();
    }
    bytes -= entry.bytes();
    return Optional.of(entry.value());
  }

  /// Drops everything of a job.
  public synchronized void forget(String jobId) {
    Iterator<Map.Entry<Key, Entry<V>>> all = entries.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Key, Entry<V>> entry = all.next();
      if (entry.getKey().jobId().equals(jobId)) {
        bytes -= entry.getValue().bytes();
        all.remove();
      }
    }
  }
}
