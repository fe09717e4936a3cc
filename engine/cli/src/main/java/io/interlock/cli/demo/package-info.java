/**
 * The demo: a venue, a gateway and the breaker in one JVM, at prices that were once traded, through a scenario that has to keep its
 * promises.
 */
package io.interlock.cli.demo;
