/// The processes of a farm, and the client that talks to one over HTTP.
package io.proofmill.cli.farm;
