/**
 * What a harness measured: rows, distributions, the file that carries them from one process to another, and charts. Knows no harness.
 */
package io.interlock.bench.result;
