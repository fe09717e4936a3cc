/** The metric stream: its rows as they are read, and what is decided on them as it is written. Used by {@code simulate} and {@code run}. */
package io.interlock.cli.stream;
