/**
 * Who is told what, and when (SEMANTICS 5): grouping, deduplication, inhibition, repeats, limits, silences, acknowledging and escalation.
 * No clock, no thread, no I/O: the same calls with the same times make the same messages.
 */
package io.interlock.notify.route;
