/**
 * Recorded inputs as the CSV that {@code interlock simulate} reads.
 *
 * <p>Threading: everything here belongs to the main thread.
 */
package io.interlock.cli.export;
