/**
 * {@code interlock doctor}: whether this host and this JVM are fit for an engine.
 *
 * <p>Threading: everything here belongs to the main thread.
 */
package io.interlock.cli.doctor;
