/// Merkle-Patricia tries: persistent, with parts that may be known by hash alone. Yellow Paper,
/// appendix D.
package io.proofmill.evm.trie;
