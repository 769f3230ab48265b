package io.proofmill.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShardCacheTest {
  @Test
  void aValueIsHandedOverOnce() {
    ShardCache<String> cache = new ShardCache<>(10);
    cache.put("j", 1, "columns", 10);
    assertEquals(Optional.of("columns"), cache.take("j", 1));
    assertEquals(Optional.empty(), cache.take("j", 1));
  }

  @Test
  void theOldestGoWhenTheBoundIsReached() {
    ShardCache<String> cache = new ShardCache<>(10);
    cache.put("j", 0, "a", 4);
    cache.put("j", 1, "b", 4);
    cache.put("j", 2, "c", 4);
    cache.put("j", 3, "too large", 11);
    assertTrue(cache.take("j", 0).isEmpty());
    assertTrue(cache.take("j", 1).isPresent());
    assertTrue(cache.take("j", 2).isPresent());
    assertTrue(cache.take("j", 3).isEmpty());
  }

  @Test
  void aReplacedOrForgottenValueFreesItsBytes() {
    ShardCache<String> cache = new ShardCache<>(10);
    cache.put("j", 0, "a", 6);
    cache.put("j", 0, "b", 6);
    cache.put("k", 0, "c", 4);
    assertEquals(Optional.of("b"), cache.take("j", 0));
    cache.forget("k");
    cache.put("l", 0, "d", 10);
    assertEquals(Optional.of("d"), cache.take("l", 0));
  }
}
