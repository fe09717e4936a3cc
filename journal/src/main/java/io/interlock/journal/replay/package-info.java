/**
 * What a recording of inputs is turned into, so that it can be judged again.
 *
 * <p>Threading: one thread.
 */
package io.interlock.journal.replay;
