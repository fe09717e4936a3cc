/**
 * The engine's console, asked over HTTP: which engine, with which token, and what its answers mean for a command.
 *
 * <p>Threading: everything here belongs to the main thread.
 */
package io.interlock.cli.http;
