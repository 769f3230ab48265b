/// Executes batches of blocks: [EvmEngine] is the seam, [BatchExecutor] our engine.
package io.proofmill.evm.execution;
