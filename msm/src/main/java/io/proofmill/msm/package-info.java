/// Multi-scalar multiplication over G1, the SRS, and commitment keys.
package io.proofmill.msm;
