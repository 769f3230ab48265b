/// Readers of batches from outside. Whatever is wrong with an input is an [InputError] with its
/// place; nothing is read beyond fixed bounds, and no reader throws out of its API.
package io.proofmill.evm.input;
