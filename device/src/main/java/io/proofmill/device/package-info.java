/// Compute engines and their selection.
package io.proofmill.device;
