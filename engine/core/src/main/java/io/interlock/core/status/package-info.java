/**
 * What people are told: status snapshots, issues by time, metrics, explanations.
 *
 * <p>Threading: snapshots are immutable and made on the breaker thread; lists are safe from any thread.
 */
package io.interlock.core.status;
