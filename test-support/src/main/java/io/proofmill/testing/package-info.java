/// What tests of every module share: the place of the fixtures, and the rule for optional
/// requirements.
package io.proofmill.testing;
