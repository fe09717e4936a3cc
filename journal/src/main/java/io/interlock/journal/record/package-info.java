/** The record: its bytes, its place in the chain, and what is said of bytes that are no record. */
package io.interlock.journal.record;
