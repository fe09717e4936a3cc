/**
 * Gate and guard words, and the check that reads them. Words live in anonymous off-heap memory, two padded cache lines a scope; their
 * layout is in {@link io.interlock.core.gate.GateWord} and {@link io.interlock.core.gate.GuardWord}, apart from behaviour.
 *
 * <p>Threading: checks from any thread, wait-free; gate words are written by the breaker thread alone, guard words by several, atomically.
 */
package io.interlock.core.gate;
