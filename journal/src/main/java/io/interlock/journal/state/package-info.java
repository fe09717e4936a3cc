/** The state file: what a restart brings back, in two slots, whole after a crash at any point. */
package io.interlock.journal.state;
