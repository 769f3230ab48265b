/// Accounts as memory cells: one row per access. See `docs/circuits/account.md`.
package io.proofmill.circuits.account;
