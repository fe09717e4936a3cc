/**
 * {@code interlock operator drill}: takes a scope that is for drills alone through a level of a live engine, over HTTP.
 *
 * <p>Threading: everything here belongs to the main thread, unless it says otherwise.
 */
package io.interlock.cli.drill;
