/**
 * {@code interlock config}: what is wrong with a configuration, and what it comes to.
 *
 * <p>Threading: everything here belongs to the main thread.
 */
package io.interlock.cli.settings;
