/** The recording of what the state machine judged: packed on the breaker thread, written by a thread of its own, read for replay. */
package io.interlock.journal.input;
