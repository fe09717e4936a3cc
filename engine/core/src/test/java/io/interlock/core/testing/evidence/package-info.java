/**
 * What is promised, the tests that hold each promise, and the changes of the code that these tests have been seen to fail at: read from
 * {@code src/test/resources/evidence}, held to be whole by a test, run by {@code .ci/mutations}, shown by {@link EvidencePage}.
 */
package io.interlock.core.testing.evidence;
