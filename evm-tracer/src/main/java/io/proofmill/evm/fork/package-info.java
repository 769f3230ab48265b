/// The rules of each fork as data: one class per fork says what it changes against the one before.
/// Adding a fork is adding its class and naming it in [io.proofmill.evm.fork.Fork].
package io.proofmill.evm.fork;
