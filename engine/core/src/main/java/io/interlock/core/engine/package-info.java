/**
 * The engine around the law: facade, scopes, breaker thread, watchdog, operator desk, audit ring and action runner.
 *
 * <p>Threading: each class names its owner. Agents do their work in {@code doWork()}, on their own thread live and on the caller's in
 * tests.
 */
package io.interlock.core.engine;
