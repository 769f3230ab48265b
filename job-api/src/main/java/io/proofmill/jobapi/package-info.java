/// Wire records shared by the processes of a farm.
package io.proofmill.jobapi;
