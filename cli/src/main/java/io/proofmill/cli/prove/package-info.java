/// `proofmill prove`: a batch to its proof file in one process.
package io.proofmill.cli.prove;
