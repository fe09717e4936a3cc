/** {@code interlock tail}: transitions and issues as they come. Threading: the main thread. */
package io.interlock.cli.tail;
