package io.proofmill.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.proofmill.device.EngineUnavailableException;
import io.proofmill.jobapi.FarmIdentity;
import io.proofmill.jobapi.cluster.ClusterSettings.Role;
import io.proofmill.ntt.NttEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerProcessTest {
  @Test
  void aWorkerWhoseEngineIsMissingDoesNotStart(@TempDir Path folder) throws IOException {
    List<Integer> ports = TestFarm.freePorts(2);
    EngineUnavailableException thrown =
        assertThrows(
            EngineUnavailableException.class,
            () ->
                new WorkerProcess(
                    new WorkerConfig("w", new FarmIdentity("1", "0x00"), "abacus", 1),
                    TestFarm.cluster(ports, 1, Role.LITE_MEMBER),
                    folder.resolve("artifacts"),
                    engine -> {
                      NttEngine.catalog().select(engine);
                      throw new AssertionError("there is no engine " + engine);
                    }));
    assertEquals("abacus", thrown.engine());
    assertFalse(Files.exists(folder.resolve("artifacts")), "nothing was opened");
  }
}
