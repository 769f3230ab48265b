/// Fixed tables that every circuit may use.
package io.proofmill.proofsystem.table;
