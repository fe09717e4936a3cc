/**
 * The mapped file {@code gate.dat}: what the engine leaves behind for its next life, shows to other processes, and takes commands through.
 *
 * <p>Threading: {@link io.interlock.core.mapped.GateFile} belongs to the breaker thread; readers and clients are other processes' own.
 */
package io.interlock.core.mapped;
