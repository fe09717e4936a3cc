/**
 * Strangers' texts made harmless for whatever shows them: the one place for that, for every module above core. Needs no other package.
 *
 * <p>Threading: stateless.
 */
package io.interlock.core.text;
