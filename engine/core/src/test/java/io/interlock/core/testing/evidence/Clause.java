package io.interlock.core.testing.evidence;

import java.util.List;

/**
 * One promise that can be broken.
 *
 * <p>Threading: immutable.
 *
 * @param id        its section and number, "3.05"; it stays when others come.
 * @param text      what is promised, in our own words.
 * @param tests     what holds it, "LawTripTest.shouldX", with as much of the package before it as makes it the only one.
 * @param mutations the names of the changes that its tests have failed at.
 */
record Clause(String id, String text, List<String> tests, List<String> mutations)
{
}
