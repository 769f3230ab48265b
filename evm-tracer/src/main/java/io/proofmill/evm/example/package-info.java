/// Makes example batches of any size, always the same ones.
package io.proofmill.evm.example;
