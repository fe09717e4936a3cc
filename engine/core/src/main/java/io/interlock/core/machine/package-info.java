/**
 * The law as a pure state machine: the same inputs give the same decisions on every host. No clock, no thread, no lock, no log and no I/O
 * in this package; time comes in with the events. The live engine, {@code simulate} and replay all run
 * {@link io.interlock.core.machine.BreakerStateMachine}.
 *
 * <p>Threading: everything here belongs to one thread, live the breaker thread.
 */
package io.interlock.core.machine;
