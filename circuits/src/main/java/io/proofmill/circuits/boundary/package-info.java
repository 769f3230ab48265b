/// First and last values of memory cells. See `docs/circuits/boundary.md`.
package io.proofmill.circuits.boundary;
