/// What an execution did, as a stream of typed records that the tables of the circuits are filled
/// from. `docs/events.md` gives their order and timestamps; [ExecutionEvent] lists them.
package io.proofmill.evm.event;
