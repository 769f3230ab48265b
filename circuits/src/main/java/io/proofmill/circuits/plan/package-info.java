/// From a batch's events to the witnesses of its shards, and what binds the shards together.
package io.proofmill.circuits.plan;
