package io.proofmill.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineCatalogTest {
  private record Named(String name) implements Engine {}

  private final EngineCatalog<Named> catalog =
      new EngineCatalog<Named>("MSM")
          .missing("cuda", "no driver libcuda.so.1")
          .present("cpu", () -> new Named("cpu"))
          .present("reference", () -> new Named("reference"));

  @Test
  void aNameSelectsExactlyThatEngine() {
    assertEquals("cpu", catalog.select("cpu").name());
    assertEquals("reference", catalog.select("reference").name());
  }

  @Test
  void autoTakesTheBestEnginePresent() {
    assertEquals("cpu", catalog.select("auto").name());
  }

  @Test
  void aMissingEngineIsRefusedWithWhatItLacks() {
    EngineUnavailableException e =
        assertThrows(EngineUnavailableException.class, () -> catalog.select("cuda"));
    assertEquals("cuda", e.engine());
    assertEquals("MSM engine cuda is not available: no driver libcuda.so.1", e.getMessage());
  }

  @Test
  void anUnknownEngineIsRefusedWithTheNamesThatExist() {
    EngineUnavailableException e =
        assertThrows(EngineUnavailableException.class, () -> catalog.select("abacus"));
    assertEquals("unknown MSM engine abacus (known: auto, cuda, cpu, reference)", e.getMessage());
  }

  @Test
  void presentEnginesAreListedBestFirst() {
    List<String> names = catalog.allPresent().stream().map(Engine::name).toList();
    assertEquals(List.of("cpu", "reference"), names);
    assertEquals(List.of("cuda", "cpu", "reference"), catalog.names());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void everyTaskRunsOnceAlsoWhenNested(int threads) {
    Parallel parallel = Parallel.threads(threads);
    assertEquals(threads, parallel.threads());
    AtomicLong sum = new AtomicLong();
    parallel.forEach(20, i -> parallel.forEach(30, j -> sum.addAndGet(100L * i + j)));
    long expected = 0;
    for (int i = 0; i < 20; i++) {
      for (int j = 0; j < 30; j++) {
        expected += 100L * i + j;
      }
    }
    assertEquals(expected, sum.get());
    parallel.forEach(0, i -> sum.set(-1));
    assertEquals(expected, sum.get());
  }

  @Test
  void anExceptionOfATaskReachesTheCaller() {
    for (Parallel parallel : List.of(Parallel.NONE, Parallel.ALL, Parallel.threads(3))) {
      RuntimeException e =
          assertThrows(
              RuntimeException.class,
              () ->
                  parallel.forEach(
                      8,
                      i -> {
                        if (i == 5) {
                          throw new IllegalStateException("task 5");
                        }
                      }));
      assertTrue(e.toString().contains("task 5"));
    }
  }
}
