package io.proofmill.evm.event;

import io.proofmill.evm.primitive.Hash32;

/// What the public statement says of a batch, apart from protocol version and vk-tree root.
///
/// @param forkId the fork's number in the statement
/// @param firstBlock number of the first block
/// @param lastBlock number of the last block
/// @param parentBlockHash hash of the block before the first; 0 when the input does not give it
/// @param lastBlockHash hash of the last block's header
/// @param dataCommitment keccak256 of the blocks' transactions roots, concatenated
public record BatchFacts(
    int forkId,
    long chainId,
    long firstBlock,
    long lastBlock,
    Hash32 parentBlockHash,
    Hash32 lastBlockHash,
    Hash32 preStateRoot,
    Hash32 postStateRoot,
    Hash32 dataCommitment) {}
