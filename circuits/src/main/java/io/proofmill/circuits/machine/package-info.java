/// What the tables of the machine share: the buses they meet on, integers as ranged limbs, and how
/// cells are written from an execution's values.
package io.proofmill.circuits.machine;
