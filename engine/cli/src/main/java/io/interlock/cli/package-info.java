/**
 * The {@code interlock} command. stdout is data, stderr is everything else; exit codes are those of {@link io.interlock.cli.ExitCode}.
 *
 * <p>Threading: each command runs on the main thread.
 */
package io.interlock.cli;
