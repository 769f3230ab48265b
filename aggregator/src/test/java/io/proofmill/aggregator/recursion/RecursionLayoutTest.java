package io.proofmill.aggregator.recursion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.aggregator.machine.Machine;
import io.proofmill.verifier.batch.BatchRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecursionLayoutTest {
  private static final byte[] SRS_ID = new byte[32];

  @Test
  void aNodeAndARootFitTheLayoutThatTheyVerify() {
    Machine node = new NodeMachine(SRS_ID, RecursionLayout.MACHINE).machine();
    Machine root =
        new RootMachine(
                SRS_ID,
                new BatchRules(List.of(), List.of(), List.of()),
                RecursionLayout.MACHINE,
                RecursionLayout.MACHINE)
            .machine();
    System.out.println("node: " + node.usage());
    System.out.println("root: " + root.usage());
    assertEquals(RecursionLayout.shape(), node.shape());
    // A node verifies two children, a root one.
    assertTrue(node.usage().ecRows() < 2 * root.usage().ecRows());
  }
}
