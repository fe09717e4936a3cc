package io.interlock.core.testing.evidence;

import java.util.List;

/**
 * Clauses that belong together.
 *
 * <p>Threading: immutable.
 *
 * @param id      what their ids begin with.
 * @param title   for people.
 * @param clauses in order.
 */
record Section(String id, String title, List<Clause> clauses)
{
}
