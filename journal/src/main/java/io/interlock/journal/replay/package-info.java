/** Runs a recording through the state machine again: as it was, compared with the journal, or under another configuration. */
package io.interlock.journal.replay;
