/// `proofmill vk`: the verifying keys of this version.
package io.proofmill.cli.vk;
