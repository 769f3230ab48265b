/// Expression graphs compiled to register programs over blocks of rows.
package io.proofmill.proofsystem.evaluate;
