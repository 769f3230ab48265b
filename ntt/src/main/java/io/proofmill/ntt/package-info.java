/// Number-theoretic transforms over Fr.
package io.proofmill.ntt;
