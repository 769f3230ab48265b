/// Recursive length prefix: strict reading with typed errors, and writing. Yellow Paper, appendix
/// B.
package io.proofmill.evm.rlp;
