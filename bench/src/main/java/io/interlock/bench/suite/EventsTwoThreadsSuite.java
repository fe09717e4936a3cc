package io.interlock.bench.suite;

import org.openjdk.jmh.annotations.Threads;

/**
 * The same by two threads at once: each with an exclusive reporter of its own, or both with one. They begin each batch together, and both
 * batches fit the ring. On two cores the breaker thread has none left for itself, so that a part of what it does is in these rows.
 */
@Threads(2)
public class EventsTwoThreadsSuite extends EventsSuite
{
}
