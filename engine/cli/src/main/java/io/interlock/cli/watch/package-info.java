/**
 * {@code interlock watch}: the watchdog outside. It depends on nothing of the engine's process but the file that it writes.
 */
package io.interlock.cli.watch;
