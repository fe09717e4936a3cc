package io.interlock.bench.suite;

import org.openjdk.jmh.annotations.Threads;

/** The same by two threads at once: each with an exclusive reporter of its own, or both with one. */
@Threads(2)
public class ReporterTwoThreadsSuite extends ReporterSuite
{
}
