/// BN254: the fields Fr and Fq, the groups G1 and G2, the pairing, flat vectors, and the hashes
/// over them.
package io.proofmill.algebra;
