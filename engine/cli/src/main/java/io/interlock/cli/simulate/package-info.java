/**
 * {@code interlock simulate}: a recorded metric stream through the live engine's own state machine, in virtual time.
 *
 * <p>Threading: everything here belongs to the main thread.
 */
package io.interlock.cli.simulate;
