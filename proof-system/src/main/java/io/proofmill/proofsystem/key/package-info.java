/// Proving keys and how they are generated.
package io.proofmill.proofsystem.key;
