/// The row checker: every constraint in every row and every bus, exactly, without a proof.
package io.proofmill.proofsystem.check;
