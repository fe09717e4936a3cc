/**
 * Texts for people: strangers' made harmless for whatever shows them (the one place for that, for every module above core), and
 * durations. Needs no other package.
 *
 * <p>Threading: stateless.
 */
package io.interlock.core.text;
