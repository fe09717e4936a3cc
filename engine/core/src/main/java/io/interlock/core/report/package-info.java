/**
 * How reports reach the breaker thread: reporters, the input ring, and the counters that take what the ring has no room for.
 *
 * <p>Threading: nothing here blocks, allocates, locks, logs, throws or reads a clock on the reporter's side.
 */
package io.interlock.core.report;
