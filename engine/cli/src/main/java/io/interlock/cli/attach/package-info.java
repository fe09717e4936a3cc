/** {@code interlock console --attach}: the read-only part of the console, over the files of an engine in another process. */
package io.interlock.cli.attach;
