/// The world state: accounts, their code and storage, and the state root.
package io.proofmill.evm.state;
