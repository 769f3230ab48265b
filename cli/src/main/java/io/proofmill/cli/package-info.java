/// The `proofmill` command.
package io.proofmill.cli;
