/**
 * {@code interlock status}, {@code stat} and {@code operator}: an engine of another process on this machine, through its gate file.
 *
 * <p>Threading: everything here belongs to the main thread.
 */
package io.interlock.cli.live;
